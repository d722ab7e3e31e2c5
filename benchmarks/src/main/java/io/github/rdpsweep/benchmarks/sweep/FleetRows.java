package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.Observation;
import io.github.rdpsweep.segment.Observation.Delivery;
import io.github.rdpsweep.segment.Presence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The diagnosed rows of a sweep over the networks that a drawn fleet uses. */
final class FleetRows {

  /** Hosts of one site differ by a quarter or so. */
  private static final double HOST_SPREAD = 0.25;

  /** What a slow path adds at the least. */
  private static final double SLOWER_NANOS = 2e7;

  /** SYN, SYN-ACK and request must arrive, lest something is sent again. */
  private static final int PACKETS = 3;

  /** One in so many of those that are cut off is answered for by a router. */
  private static final int ROUTER_SPEAKS = 25;

  private static final double UNMEASURED = -1;

  private final DrawnFleet fleet;
  private final SplittableRandom random;

  FleetRows(DrawnFleet fleet) {
    this.fleet = fleet;
    random = fleet.random();
  }

  /** Hands out a row for each address of each /24 in use, and counts what faults hit. */
  void forEach(Consumer<Observation> sink) {
    int[] hosts = fleet.hosts();
    int at = 0;
    while (at < hosts.length) {
      int network = hosts[at] & 0xffff_ff00;
      DrawnFleet.Site site = fleet.siteOf(network);
      for (int address = network; address < network + 256; address++) {
        if (at < hosts.length && hosts[at] == address) {
          sink.accept(host(address, site));
          at++;
        } else {
          sink.accept(
              new Observation(
                  inetAddress(address),
                  Outcome.SILENT,
                  Verdict.ABSENT,
                  Cause.NONE,
                  Presence.NONE,
                  (long) UNMEASURED,
                  Delivery.UNKNOWN));
        }
      }
    }
  }

  private Observation host(int address, DrawnFleet.Site site) {
    double latency =
        fleet.medianNanos() * site.latencyFactor() * Math.exp(HOST_SPREAD * random.nextGaussian());
    Optional<Fault> fault =
        fleet.faults().stream().filter(each -> each.block().contains(address)).findAny();
    if (fault.isEmpty()) {
      return byItself(address, latency, fleet.loss());
    }
    return inFault(fault.get(), address, latency);
  }

  private Observation inFault(Fault fault, int address, double latency) {
    double strength = fault.strength();
    switch (fault.nature()) {
      case SLOW -> {
        fault.hitOne();
        return byItself(
            address, Math.max(latency * strength, latency + SLOWER_NANOS), fleet.loss());
      }
      case LOSSY -> {
        Observation row = byItself(address, latency, strength);
        if (row.delivery() == Delivery.RESENT) {
          fault.hitOne();
        }
        return row;
      }
      case CUT_OFF, DROPPED, CUT_SHORT, SERVICE_DOWN, INCOMPATIBLE -> {
        if (random.nextDouble() < strength) {
          fault.hitOne();
          return failing(address, fault.nature(), latency, fleet.loss());
        }
        return byItself(address, latency, fleet.loss());
      }
    }
    throw new AssertionError(fault.nature());
  }

  /* Of the background, half are down, the others have a trouble of their own. */
  private Observation byItself(int address, double latency, double loss) {
    if (random.nextDouble() >= fleet.background()) {
      return row(address, Outcome.READY, Cause.NONE, latency, loss);
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> silent(address, Outcome.SILENT, Cause.UNDETERMINED);
      case 5, 6, 7 -> failing(address, Nature.SERVICE_DOWN, latency, loss);
      case 8 -> failing(address, Nature.INCOMPATIBLE, latency, loss);
      default -> failing(address, Nature.DROPPED, latency, loss);
    };
  }

  private Observation failing(int address, Nature nature, double latency, double loss) {
    boolean either = random.nextBoolean();
    return switch (nature) {
      case CUT_OFF ->
          random.nextInt(ROUTER_SPEAKS) == 0
              ? silent(address, Outcome.UNREACHABLE, Cause.NETWORK)
              : silent(address, Outcome.SILENT, Cause.UNDETERMINED);
      case DROPPED -> {
        boolean answersElsewhere = random.nextDouble() < fleet.answeringElsewhere();
        yield silent(
            address, Outcome.SILENT, answersElsewhere ? Cause.FIREWALL : Cause.UNDETERMINED);
      }
      case CUT_SHORT ->
          row(
              address,
              either ? Outcome.RESET : Outcome.UNACKNOWLEDGED,
              Cause.FIREWALL,
              latency,
              loss);
      case SERVICE_DOWN ->
          row(address, either ? Outcome.REFUSED : Outcome.HUNG, Cause.SERVICE, latency, loss);
      case INCOMPATIBLE ->
          row(address, Outcome.NEGOTIATION_REFUSED, Cause.COMPATIBILITY, latency, loss);
      case LOSSY, SLOW -> throw new IllegalArgumentException(nature + " is no failure");
    };
  }

  private Observation silent(int address, Outcome outcome, Cause cause) {
    return row(address, outcome, cause, UNMEASURED, 0);
  }

  private Observation row(int address, Outcome outcome, Cause cause, double latency, double loss) {
    Delivery delivery = Delivery.UNKNOWN;
    if (latency > 0) {
      boolean atOnce = random.nextDouble() < Math.pow(1 - loss, PACKETS);
      delivery = atOnce ? Delivery.AT_ONCE : Delivery.RESENT;
    }
    return new Observation(
        inetAddress(address),
        outcome,
        cause == Cause.NONE ? Verdict.OK : Verdict.FAILING,
        cause,
        Presence.KNOWN,
        Math.round(latency),
        delivery);
  }

  private static InetAddress inetAddress(int address) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("4 bytes are an address", e);
    }
  }
}
