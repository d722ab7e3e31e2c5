package io.github.rdpsweep.program;

import java.util.Set;

/**
 * What a scanner has to find on a host of the mixed segment of {@code netns-fleet.sh}.
 *
 * @param outcomes the possible ones
 */
record MixedHost(Set<String> outcomes, String selectedProtocol, String failureCode, String nla) {

  /** By the behaviours of {@code responder.py}. */
  static MixedHost of(String behaviour) {
    return switch (behaviour) {
      case "nla" -> ready("HYBRID", "supported");
      case "tls", "tlsstall", "tlsclose" -> ready("SSL", "no");
      case "rdp", "drip:0.3", "delay:2" -> ready("RDP", "no");
      case "old" -> ready("RDP (no negotiation)", "no");
      case "fail:5" -> refused("", "5", "required");
      case "fail:2" -> refused("", "2", "no");
      case "unasked" -> refused("RDSTLS", "", "");
      case "silent", "tarpit", "half", "drip:3" -> without("hung");
      // A server that closes while the request is unread sends a reset; it may have come already.
      case "close" -> without("closed", "reset");
      case "closecr", "halfclose" -> without("closed");
      case "reset", "resetcr" -> without("reset");
      case "ssh", "http", "garbage" -> without("not-rdp");
      default -> throw new IllegalArgumentException(behaviour);
    };
  }

  private static MixedHost ready(String selectedProtocol, String nla) {
    return new MixedHost(Set.of("ready"), selectedProtocol, "", nla);
  }

  private static MixedHost refused(String selectedProtocol, String failureCode, String nla) {
    return new MixedHost(Set.of("negotiation-refused"), selectedProtocol, failureCode, nla);
  }

  private static MixedHost without(String... outcomes) {
    return new MixedHost(Set.of(outcomes), "", "", "");
  }
}
