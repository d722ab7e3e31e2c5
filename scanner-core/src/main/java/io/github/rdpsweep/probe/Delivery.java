package io.github.rdpsweep.probe;

import java.util.concurrent.TimeUnit;

/**
 * Packets that had to be answered, and those among them that were not: what TCP sent again. A
 * packet whose answer was lost on the way back counts as lost too, since the sender cannot tell.
 *
 * @param sent SYNs and segments with data, repeats among them
 * @param lost those that had to be sent again, or were not answered at all
 */
public record Delivery(int sent, int lost) {

  /** Nothing was measured. */
  public static final Delivery NONE = new Delivery(0, 0);

  /** No pass but the last listens for less to silence, unless it is told to. */
  private static final long SHORTEST_PASS = TimeUnit.MILLISECONDS.toNanos(250);

  public Delivery {
    if (lost < 0 || lost > sent) {
      throw new IllegalArgumentException(lost + " lost of " + sent + " sent");
    }
  }

  /** Both. */
  public Delivery plus(Delivery other) {
    if (other.sent == 0) {
      return this;
    }
    return sent == 0 ? other : new Delivery(sent + other.sent, lost + other.lost);
  }

  /** The share that was lost; there must be a packet. */
  public double loss() {
    return (double) lost / sent;
  }

  /*
   * How this works: where the kernel can be asked it knows how many segments it sent again, SYNs
   * among them. Elsewhere the connect time tells of lost SYNs, and nothing tells of the request.
   *
   * Packets without data (acknowledgements, the reset at the end) are not counted: whether they
   * arrive does not show.
   *
   * An attempt that was silent and is not the last is a lost SYN as well: sweeps give up on first
   * attempts before TCP repeats. Unless the round trip is so long that the answer was merely late.
   */

  /** What the probe of a target shows, earlier passes over it included. */
  public static Delivery ofRow(ProbeResult row, SynRepeats synRepeats) {
    Delivery last = of(row, synRepeats);
    return last.sent == 0 || row.outcome() == Outcome.SILENT ? last : last.plus(earlier(row));
  }

  /** What one exchange shows. */
  static Delivery of(ProbeResult result, SynRepeats synRepeats) {
    long connectNanos = result.timings().connectNanos();
    return switch (result.outcome()) {
      case UNRESOLVED, NO_ROUTE, NOT_SENT, CANCELLED, UNREACHABLE -> NONE;
      case SILENT -> {
        int syns = synRepeats.sentWithin(result.timings().totalNanos());
        yield new Delivery(syns, syns);
      }
      default -> ofAnswer(result, synRepeats.lostBefore(connectNanos));
    };
  }

  private static Delivery ofAnswer(ProbeResult result, int lostSyns) {
    PathFacts path = result.path();
    if (path.retransmits() < 0) {
      return new Delivery(lostSyns + 1, lostSyns);
    }
    int lost = path.retransmits();
    int sent;
    if (path.dataSegments() >= 0) {
      sent = 1 + Math.min(lost, lostSyns) + path.dataSegments();
    } else {
      sent = (result.stage() == Stage.CONNECT ? 1 : 2) + lost;
    }
    if (result.outcome() == Outcome.UNACKNOWLEDGED) {
      lost += path.unacknowledged(); // and its repeats are lost for good
    }
    return new Delivery(Math.max(sent, lost), lost);
  }

  private static Delivery earlier(ProbeResult row) {
    int passes = row.attempts() - 1;
    int rtt = row.path().rttMicros();
    boolean near = rtt < 0 || TimeUnit.MICROSECONDS.toNanos(rtt) < SHORTEST_PASS;
    return passes > 0 && near ? new Delivery(passes, passes) : NONE;
  }
}
