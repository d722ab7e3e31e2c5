package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.segment.Finding;
import java.util.List;
import java.util.SplittableRandom;

/** What can be wrong with all addresses of a prefix, and what a finding should call it. */
enum Nature {
  /** No packet arrives, but for 0 to 10 % of the hosts; routers send a few ICMP errors. */
  CUT_OFF(Finding.Kind.FAILING, Cause.NETWORK, 0.9, 1),
  /** SYNs to the RDP port of 60 to 100 % of the hosts are dropped; other ports may answer. */
  DROPPED(Finding.Kind.FAILING, Cause.FIREWALL, 0.6, 1),
  /** 60 to 100 % of the connections are reset or swallowed once RDP is spoken. */
  CUT_SHORT(Finding.Kind.FAILING, Cause.FIREWALL, 0.6, 1),
  /** The service of 50 to 100 % of the hosts is stopped, or hangs. */
  SERVICE_DOWN(Finding.Kind.FAILING, Cause.SERVICE, 0.5, 1),
  /** 50 to 100 % of the servers refuse all offered protocols. */
  INCOMPATIBLE(Finding.Kind.FAILING, Cause.COMPATIBILITY, 0.5, 1),
  /** 5 to 20 % of the packets are lost. */
  LOSSY(Finding.Kind.LOSSY, Cause.NETWORK, 0.05, 0.2),
  /** Round trips take 4 to 20 times as long, and 20 ms more at the least. */
  SLOW(Finding.Kind.SLOW, Cause.NETWORK, 4, 20);

  private static final List<Nature> ALL = List.of(values());

  final Finding.Kind kind;
  final Cause cause;
  private final double leastStrength;
  private final double mostStrength;

  Nature(Finding.Kind kind, Cause cause, double leastStrength, double mostStrength) {
    this.kind = kind;
    this.cause = cause;
    this.leastStrength = leastStrength;
    this.mostStrength = mostStrength;
  }

  /** Draws any of them. */
  static Nature draw(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Draws the share of hosts that is hit, or of packets, or the factor. */
  double drawStrength(SplittableRandom random) {
    return random.nextDouble(leastStrength, mostStrength);
  }

  boolean looksLike(Nature other) {
    return kind == other.kind && cause == other.cause;
  }
}
