package io.github.rdpsweep.program;

import io.github.rdpsweep.program.Results.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the segments CSV has to say of a segment of {@code netns-fleet.sh}, by the fault that its
 * router or its hosts have: as much as can be told from outside.
 *
 * @param ways the cause, and behind a slash the answer that betrays a device, as in {@code
 *     service/} or {@code /refused}: one of these
 * @param degradedCause of its hosts that work badly, or empty
 * @param note what its note begins with, or empty
 */
record SegmentClaim(Set<String> ways, String degradedCause, String note) {

  /*
   * What cannot be told, and is not asked for:
   *
   * - A rule that drops a whole prefix is a cut path, and so is one that rejects it with ICMP: the
   *   kernel tells no program which ICMP error it was. A rule that drops one port is one too, until
   *   other ports are asked.
   * - A reset that a firewall sends in a host's name is a closed port. Where all addresses of a
   *   prefix refuse and nothing else is known of them, that is a sign of such a device.
   * - A listener whose queue is full is silent, as a host is that is off.
   *
   * Round trips of refused connects are measured by a program, which a busy machine delays: they may
   * scatter too much to be of one device.
   */

  /** What a sweep knows beside the answers. */
  enum Knowledge {
    /** Nothing, so that silence is no failure. */
    NOTHING,
    /** All hosts are in its inventory. */
    INVENTORY,
    /** Whether silent hosts answer on another port. */
    OTHER_PORTS;

    /** The claim about a segment with this fault. */
    SegmentClaim about(String fault) {
      Map<String, SegmentClaim> claims =
          switch (this) {
            case NOTHING -> knowingNothing();
            case INVENTORY -> withInventory();
            case OTHER_PORTS -> askingOtherPorts();
          };
      return claims.get(fault);
    }
  }

  private static Map<String, SegmentClaim> knowingNothing() {
    Map<String, SegmentClaim> claims = new LinkedHashMap<>();
    claims.put("healthy", told("/"));
    claims.put("dropped-at-router", told("/"));
    claims.put("rejected-admin-prohibited", told("/"));
    claims.put("port-closed", told("service/", "/refused"));
    claims.put("service-hung", told("service/", "/hung"));
    claims.put("packet-loss-10", degraded("network"));
    claims.put("one-way-replies-dropped", told("/"));
    claims.put("rejected-tcp-reset", told("service/", "/refused"));
    claims.put("hosts-down", told("/"));
    claims.put("no-route-at-router", told("/"));
    claims.put("accept-queue-full", told("service/", "/")); // the first ones find room in it
    claims.put("payload-dropped-after-handshake", told("firewall/", "/unacknowledged"));
    claims.put("path-mtu-blackhole", told("/"));
    claims.put("routing-loop", told("/").noting("ICMP errors came at once for "));
    claims.put("rejected-host-unreachable", told("/"));
    claims.put("rejected-port-unreachable", told("service/", "/")); // of a few answers
    claims.put("answers-late", degraded("service"));
    claims.put("mixed", told("firewall/"));
    claims.put("port-dropped", told("/"));
    return claims;
  }

  /** As knowing nothing, but for segments whose silence the other ports explain. */
  private static Map<String, SegmentClaim> askingOtherPorts() {
    Map<String, SegmentClaim> claims = knowingNothing();
    claims.put("accept-queue-full", told("firewall/")); // the rows say that it may be either
    claims.put("rejected-port-unreachable", told("firewall/", "service/", "/")); // of a few answers
    claims.put("port-dropped", told("firewall/"));
    return claims;
  }

  private static Map<String, SegmentClaim> withInventory() {
    Map<String, SegmentClaim> claims = new LinkedHashMap<>();
    claims.put("healthy", told("/"));
    claims.put("dropped-at-router", told("network/"));
    claims.put("rejected-admin-prohibited", told("network/"));
    claims.put("port-closed", told("service/"));
    claims.put("service-hung", told("service/").noting("254 of 254 that answer accept TCP"));
    claims.put("packet-loss-10", degraded("network"));
    claims.put("one-way-replies-dropped", told("network/"));
    claims.put("rejected-tcp-reset", told("service/"));
    claims.put("hosts-down", told("network/"));
    claims.put("no-route-at-router", told("network/"));
    claims.put("accept-queue-full", told("network/"));
    claims.put(
        "payload-dropped-after-handshake",
        told("firewall/").noting("254 of 254 that answer accept TCP"));
    claims.put("path-mtu-blackhole", told("/"));
    claims.put("routing-loop", told("network/").noting("ICMP errors came at once for "));
    claims.put("rejected-host-unreachable", told("network/"));
    claims.put("rejected-port-unreachable", told("network/"));
    claims.put("answers-late", degraded("service"));
    claims.put("mixed", told("firewall/"));
    claims.put("port-dropped", told("network/"));
    return claims;
  }

  private static SegmentClaim told(String... ways) {
    return new SegmentClaim(Set.of(ways), "", "");
  }

  /** Some may fail as well. */
  private static SegmentClaim degraded(String cause) {
    return new SegmentClaim(Set.of("/", "network/", "firewall/", "service/"), cause, "");
  }

  private SegmentClaim noting(String beginning) {
    return new SegmentClaim(ways, degradedCause, beginning);
  }

  /** The cause of all its hosts, where it is well or they fail for certain. */
  String cause() {
    return ways.contains("/") ? "" : ways.iterator().next().replace("/", "");
  }

  /** Whether a row of the segments CSV says so. */
  boolean isMetBy(Row segment) {
    return ways.contains(segment.get("cause") + "/" + segment.get("uniform"))
        && (degradedCause.isEmpty() || degradedCause.equals(segment.get("degraded_cause")))
        && segment.get("note").startsWith(note);
  }
}
