package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What an earlier sweep said of each target. Keeps only what shows that a host was there: of most
 * addresses of a subnet there is nothing to keep. Immutable.
 */
public final class Baseline {

  /** Better ones first, so that the table keeps them. */
  private static final List<Verdict> KEPT = List.of(Verdict.OK, Verdict.DEGRADED, Verdict.FAILING);

  private static final int VERDICT_BITS = 2;
  private static final int VERDICT_MASK = (1 << VERDICT_BITS) - 1;

  /** No earlier sweep. */
  public static final Baseline NONE = new Builder().build();

  private final AddressTable verdicts;

  private Baseline(AddressTable verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * The verdict on a target: ok, degraded or failing; else {@link Verdict#UNKNOWN}, also for one
   * that was absent.
   */
  public Verdict verdictOn(InetSocketAddress endpoint) {
    InetAddress address = endpoint.getAddress();
    if (address == null) {
      return Verdict.UNKNOWN;
    }
    int found = verdicts.find(address, endpoint.getPort() << VERDICT_BITS);
    return found == AddressTable.NOT_FOUND ? Verdict.UNKNOWN : KEPT.get(found & VERDICT_MASK);
  }

  /** Takes rows in any order; of two rows for one target, the better one counts. */
  public static final class Builder {

    private final AddressTable verdicts = new AddressTable(VERDICT_BITS);

    /** Adds a row. */
    public Builder add(IpAddress address, int port, Verdict verdict) {
      int place = KEPT.indexOf(verdict);
      if (place >= 0) {
        verdicts.add(address, port << VERDICT_BITS | place);
      }
      return this;
    }

    /** The baseline of all rows; ends the use of this builder. */
    public Baseline build() {
      return new Baseline(verdicts);
    }
  }
}
