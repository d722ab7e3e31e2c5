package io.github.rdpsweep.trace;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.trace.Comparison.Place;
import io.github.rdpsweep.trace.Conclusion.Ending;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** Finds the words for a conclusion: evidence first, and no more certainty than was measured. */
final class TraceWords {

  private final TracedPath path;
  private final Optional<TracedPath> reference;
  private final Conclusion conclusion;
  private final Optional<Comparison> comparison;
  private final String host;
  private final int port;

  TraceWords(TracedPath path, Optional<TracedPath> reference) {
    this.path = path;
    this.reference = reference;
    conclusion = Conclusion.of(path);
    comparison = reference.map(healthy -> Comparison.of(path, healthy));
    host = text(path.destination().getAddress());
    port = path.destination().getPort();
  }

  TraceVerdict verdict() {
    return new TraceVerdict((upperFirst(evidence()) + " " + beside()).strip(), nextStep());
  }

  private String evidence() {
    return switch (conclusion.ending()) {
      case ANSWERS -> answers();
      case REFUSES -> refuses();
      case ROUTER_REJECTS ->
          router() + " rejects SYNs to port " + port + " of " + host + ": " + rejection() + '.';
      case HOST_REJECTS ->
          host
              + " itself"
              + (conclusion.hop() == 0 ? "" : "," + away() + ",")
              + " rejects SYNs to its port "
              + port
              + ": "
              + rejection()
              + '.';
      case LOOPS ->
          "SYNs to port "
              + port
              + " of "
              + host
              + " go round in circles from "
              + router()
              + " on, until their hops are used up.";
      case DIES -> dies();
      case TOO_FAR ->
          "Routers answer as far as hop "
              + conclusion.hop()
              + ", the farthest that was asked, and port "
              + port
              + " of "
              + host
              + " does not.";
      case UNNAMED ->
          "An ICMP error ("
              + path.straight().detail()
              + ") ends connects to port "
              + port
              + " of "
              + host
              + ". Which hop sends it is not known: "
              + path.blind()
              + '.';
      case NO_NEIGHBOUR ->
          "This machine finds nobody at the next address on the way to "
              + host
              + ": ARP or neighbour discovery fails.";
      case NOT_SENT ->
          "SYNs to port "
              + port
              + " of "
              + host
              + " do not leave this machine: "
              + ownTrouble()
              + '.';
    };
  }

  private String ownTrouble() {
    return path.first(ReplyKind.NOT_SENT).map(Hop::reply).orElse(path.straight()).detail();
  }

  private String answers() {
    String often =
        path.straight().kind() == ReplyKind.SILENT
            ? " But one connect of several SYNs got no answer: packets are lost, or one of several"
                + " paths drops them."
            : "";
    return "Port " + port + " of " + host + " answers" + away() + '.' + often;
  }

  private String refuses() {
    String reset =
        "A " + resetWords() + " for port " + port + " of " + host + " comes back" + away();
    return switch (place()) {
      case IN_THE_PATH ->
          reset
              + ": consistent with a device in the path that resets in the host's name, at hop "
              + (conclusion.hop() - 1)
              + " or "
              + conclusion.hop()
              + '.';
      case AT_THE_END ->
          reset + ": consistent with the host itself, whose port is closed, or its own firewall.";
      case AMONG_QUIET_ROUTERS, NOWHERE, UNKNOWN ->
          reset + ": the host's port is closed, or a device in the path resets in its name.";
    };
  }

  private String resetWords() {
    return path.first(ReplyKind.REFUSED).map(Hop::reply).orElse(path.straight()).detail();
  }

  private String dies() {
    String silence =
        "SYNs to port "
            + port
            + " of "
            + host
            + (conclusion.hop() == 0
                ? " get no answer, and no router on the way answers either"
                : " get no answer beyond " + router());
    return silence
        + switch (place()) {
          case IN_THE_PATH ->
              conclusion.hop() == 0
                  ? ": they die ahead of the first router, or on their way into it."
                  : ": they die in the path, on their way out of hop "
                      + conclusion.hop()
                      + " or on their way into the next one.";
          case AT_THE_END ->
              (conclusion.hop() == 0 ? "" : ", the last router")
                  + ": consistent with a host that is off or whose own firewall drops them"
                  + (conclusion.hop() == 0 ? "." : ", or with a rule of that router.");
          case AMONG_QUIET_ROUTERS ->
              ", but no router behind that answers for "
                  + referenceText()
                  + " either: they die somewhere behind hop "
                  + conclusion.hop()
                  + ", in the path or at the host.";
          case NOWHERE, UNKNOWN ->
              conclusion.hop() == 0 ? "." : ": they die behind it, in the path or at the host.";
        };
  }

  /** What the reference adds. */
  private String beside() {
    if (comparison.isEmpty()) {
      return "";
    }
    Comparison found = comparison.get();
    Conclusion healthy = Conclusion.of(reference.get());
    if (healthy.ending() != Ending.ANSWERS && healthy.ending() != Ending.REFUSES) {
      return "The reference, " + referenceText() + ", does not answer either.";
    }
    StringBuilder text =
        new StringBuilder(upperFirst(referenceText()))
            .append(healthy.ending() == Ending.ANSWERS ? " answers" : " refuses");
    if (found.distance() > 0) {
      text.append(' ').append(hops(found.distance())).append(" away");
    }
    if (found.common() > 0) {
      text.append(", over the same routers as far as hop ").append(found.common());
    }
    if (isSameHost() && conclusion.ending() == Ending.DIES) {
      text.append(": port ").append(port).append(" is dropped, and the other one is not");
    }
    return text.append('.').toString();
  }

  private String nextStep() {
    return switch (conclusion.ending()) {
      case ANSWERS ->
          "TCP gets through: see how far RDP does (rdpsweep scan " + endpoint(port) + ").";
      case REFUSES ->
          place() == Place.IN_THE_PATH
              ? "Look for a rule that rejects port " + port + " on these devices."
              : "See on the host whether TermService listens (qwinsta)"
                  + (comparison.isEmpty() ? compare() : ".");
      case ROUTER_REJECTS ->
          "Look at that router's "
              + (rejection().startsWith("administratively")
                  ? "rules for port " + port + " to " + host
                  : "route to " + host + ", and whether the host is up")
              + '.';
      case HOST_REJECTS -> "Look at the firewall of " + host + " for port " + port + '.';
      case LOOPS -> "Compare the routes to " + host + " on that router and on the next one.";
      case DIES -> nextStepForSilence();
      case TOO_FAR -> "Trace farther (--max-hops).";
      case UNNAMED -> "Trace again where ICMP errors can be read.";
      case NO_NEIGHBOUR ->
          "Look at this machine's cable, address and gateway; where "
              + host
              + " is on the same link, see whether it is up.";
      case NOT_SENT -> "Look at this machine's routes and firewall.";
    };
  }

  private String nextStepForSilence() {
    return switch (place()) {
      case IN_THE_PATH -> nextStepInThePath();
      case AT_THE_END ->
          "See whether "
              + host
              + " is up, then test the rules for port "
              + port
              + " on the host and on the last router.";
      case AMONG_QUIET_ROUTERS ->
          "Ask for the rules for port "
              + port
              + " to "
              + host
              + " along the path behind hop "
              + conclusion.hop()
              + '.';
      case NOWHERE, UNKNOWN -> nextStepWithoutReference();
    };
  }

  private String nextStepInThePath() {
    if (conclusion.hop() == 0) {
      return "Look at the routes and the firewall of this machine and of its gateway.";
    }
    // Routes know no ports.
    return "Look for a rule for port "
        + port
        + (isSameHost() ? " to " : ", and at the route to ")
        + host
        + (isSameHost() ? "" : ",")
        + " on hop "
        + conclusion.hop()
        + " and on the device behind it.";
  }

  private String nextStepWithoutReference() {
    if (conclusion.hop() == 0) {
      return "See whether this machine reaches anything, and trace a host that answers"
          + " (--compare).";
    }
    String others =
        "ompare with a host that answers, or with another port of this one (--compare "
            + endpoint(445)
            + ").";
    return comparison.isEmpty()
        ? "To learn whether that is the last router, c" + others
        : "C" + others;
  }

  private String compare() {
    return "; compare its distance with that of a host that answers (--compare).";
  }

  private Place place() {
    return comparison.map(Comparison::place).orElse(Place.UNKNOWN);
  }

  /** The hop of the conclusion, how many there are about, and who it is. */
  private String router() {
    if (conclusion.hop() == 0) {
      return conclusion.router().map(router -> "router " + text(router)).orElse("a router");
    }
    String about =
        comparison
            .filter(found -> found.distance() > 0)
            .map(found -> " of about " + found.distance())
            .orElse("");
    String address = conclusion.router().map(router -> " (" + text(router) + ")").orElse("");
    return "hop " + conclusion.hop() + about + address;
  }

  private String rejection() {
    return path.first(ReplyKind.REJECTED).map(Hop::reply).orElse(path.straight()).detail();
  }

  private String away() {
    return conclusion.hop() == 0 ? "" : " " + hops(conclusion.hop()) + " away";
  }

  private static String hops(int count) {
    return count == 1 ? "1 hop" : count + " hops";
  }

  private boolean isSameHost() {
    return reference
        .map(healthy -> healthy.destination().getAddress())
        .filter(path.destination().getAddress()::equals)
        .isPresent();
  }

  private String referenceText() {
    TracedPath healthy = reference.orElseThrow();
    String itsPort = "port " + healthy.destination().getPort();
    return isSameHost()
        ? itsPort + " of the same host"
        : itsPort + " of " + text(healthy.destination().getAddress());
  }

  private String endpoint(int anyPort) {
    String address = host.indexOf(':') < 0 ? host : '[' + host + ']';
    return address + ':' + anyPort;
  }

  private static String upperFirst(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String text(InetAddress address) {
    return IpAddress.of(address).toString();
  }
}
