package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences, as their readers see them. */
class TraceVerdictTest {

  static Stream<Arguments> alone() {
    return Stream.of(
        arguments(
            "syn-ack: r1 r2 syn-ack",
            "Port 3389 of 192.0.2.9 answers 3 hops away.",
            "TCP gets through: see how far RDP does (rdpsweep scan 192.0.2.9:3389)."),
        arguments(
            "*: syn-ack",
            "Port 3389 of 192.0.2.9 answers 1 hop away. But one connect of several SYNs got no"
                + " answer: packets are lost, or one of several paths drops them.",
            "TCP gets through: see how far RDP does (rdpsweep scan 192.0.2.9:3389)."),
        arguments(
            "reset: r1 reset",
            "A reset for port 3389 of 192.0.2.9 comes back 2 hops away: the host's port is closed,"
                + " or a device in the path resets in its name.",
            "See on the host whether TermService listens (qwinsta); compare its distance with that"
                + " of a host that answers (--compare)."),
        arguments(
            "x2: r1 r2",
            "Hop 2 (198.51.100.2) rejects SYNs to port 3389 of 192.0.2.9: administratively"
                + " prohibited (ICMP 3/13).",
            "Look at that router's rules for port 3389 to 192.0.2.9."),
        arguments(
            "x2: * *",
            "Router 198.51.100.2 rejects SYNs to port 3389 of 192.0.2.9: administratively"
                + " prohibited (ICMP 3/13).",
            "Look at that router's rules for port 3389 to 192.0.2.9."),
        arguments(
            "xh: r1 xh",
            "192.0.2.9 itself, 2 hops away, rejects SYNs to its port 3389: administratively"
                + " prohibited (ICMP 3/13).",
            "Look at the firewall of 192.0.2.9 for port 3389."),
        arguments(
            "r3: r1 r2 r3 r2",
            "SYNs to port 3389 of 192.0.2.9 go round in circles from hop 2 (198.51.100.2) on, until"
                + " their hops are used up.",
            "Compare the routes to 192.0.2.9 on that router and on the next one."),
        arguments(
            "*: r1 r2 * * * * *",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 2 (198.51.100.2): they die"
                + " behind it, in the path or at the host.",
            "To learn whether that is the last router, compare with a host that answers, or with"
                + " another port of this one (--compare 192.0.2.9:445)."),
        arguments(
            "*: * * * * *",
            "SYNs to port 3389 of 192.0.2.9 get no answer, and no router on the way answers"
                + " either.",
            "See whether this machine reaches anything, and trace a host that answers"
                + " (--compare)."),
        arguments(
            "*: r1 r2",
            "Routers answer as far as hop 2, the farthest that was asked, and port 3389 of"
                + " 192.0.2.9 does not.",
            "Trace farther (--max-hops)."),
        arguments(
            "r: ",
            "An ICMP error (EHOSTUNREACH) ends connects to port 3389 of 192.0.2.9. Which hop sends"
                + " it is not known: it takes Java 22 or later.",
            "Trace again where ICMP errors can be read."),
        arguments(
            "n: ",
            "This machine finds nobody at the next address on the way to 192.0.2.9: ARP or"
                + " neighbour discovery fails.",
            "Look at this machine's cable, address and gateway; where 192.0.2.9 is on the same"
                + " link, see whether it is up."),
        arguments(
            "own: ",
            "SYNs to port 3389 of 192.0.2.9 do not leave this machine: EPERM.",
            "Look at this machine's routes and firewall."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alone")
  void ofAPathByItself(String path, String evidence, String nextStep) {
    assertEquals(
        new TraceVerdict(evidence, nextStep), TraceVerdict.of(Paths.path(Paths.TARGET, path)));
  }

  static Stream<Arguments> compared() {
    return Stream.of(
        arguments(
            "*: r1 r2 * * * * *",
            Paths.NEIGHBOUR,
            "syn-ack: r1 r2 r3 r4 syn-ack",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 2 of about 5 (198.51.100.2):"
                + " they die in the path, on their way out of hop 2 or on their way into the next"
                + " one. Port 3389 of 192.0.2.200 answers 5 hops away, over the same routers as far"
                + " as hop 2.",
            "Look for a rule for port 3389, and at the route to 192.0.2.9, on hop 2 and on the"
                + " device behind it."),
        arguments(
            "*: r1 r2 * * * * *",
            Paths.OTHER_PORT,
            "syn-ack: r1 r2 r3 r4 syn-ack",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 2 of about 5 (198.51.100.2):"
                + " they die in the path, on their way out of hop 2 or on their way into the next"
                + " one. Port 445 of the same host answers 5 hops away, over the same routers as"
                + " far as hop 2: port 3389 is dropped, and the other one is not.",
            "Look for a rule for port 3389 to 192.0.2.9 on hop 2 and on the device behind it."),
        arguments(
            "*: r1 r2 * * * * *",
            Paths.NEIGHBOUR,
            "syn-ack: r1 r2 syn-ack",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 2 of about 3 (198.51.100.2),"
                + " the last router: consistent with a host that is off or whose own firewall drops"
                + " them, or with a rule of that router. Port 3389 of 192.0.2.200 answers 3 hops"
                + " away, over the same routers as far as hop 2.",
            "See whether 192.0.2.9 is up, then test the rules for port 3389 on the host and on the"
                + " last router."),
        arguments(
            "*: * * * * *",
            Paths.NEIGHBOUR,
            "syn-ack: r1 syn-ack",
            "SYNs to port 3389 of 192.0.2.9 get no answer, and no router on the way answers either:"
                + " they die ahead of the first router, or on their way into it. Port 3389 of"
                + " 192.0.2.200 answers 2 hops away.",
            "Look at the routes and the firewall of this machine and of its gateway."),
        arguments(
            "*: r1 * * * * *",
            Paths.NEIGHBOUR,
            "syn-ack: r1 * * syn-ack",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 1 of about 4 (198.51.100.1),"
                + " but no router behind that answers for port 3389 of 192.0.2.200 either: they die"
                + " somewhere behind hop 1, in the path or at the host. Port 3389 of 192.0.2.200"
                + " answers 4 hops away, over the same routers as far as hop 1.",
            "Ask for the rules for port 3389 to 192.0.2.9 along the path behind hop 1."),
        arguments(
            "*: r1 * * * * *",
            Paths.NEIGHBOUR,
            "*: r1 * * * * *",
            "SYNs to port 3389 of 192.0.2.9 get no answer beyond hop 1 (198.51.100.1): they die"
                + " behind it, in the path or at the host. The reference, port 3389 of 192.0.2.200,"
                + " does not answer either.",
            "Compare with a host that answers, or with another port of this one (--compare"
                + " 192.0.2.9:445)."),
        arguments(
            "reset: r1 reset",
            Paths.NEIGHBOUR,
            "syn-ack: r1 r2 r3 r4 syn-ack",
            "A reset for port 3389 of 192.0.2.9 comes back 2 hops away: consistent with a device in"
                + " the path that resets in the host's name, at hop 1 or 2. Port 3389 of"
                + " 192.0.2.200 answers 5 hops away, over the same routers as far as hop 1.",
            "Look for a rule that rejects port 3389 on these devices."),
        arguments(
            "reset: r1 reset",
            Paths.NEIGHBOUR,
            "syn-ack: r1 syn-ack",
            "A reset for port 3389 of 192.0.2.9 comes back 2 hops away: consistent with the host"
                + " itself, whose port is closed, or its own firewall. Port 3389 of 192.0.2.200"
                + " answers 2 hops away, over the same routers as far as hop 1.",
            "See on the host whether TermService listens (qwinsta)."),
        arguments(
            "x2: r1 r2",
            Paths.NEIGHBOUR,
            "syn-ack: r1 r2 r3 syn-ack",
            "Hop 2 of about 4 (198.51.100.2) rejects SYNs to port 3389 of 192.0.2.9:"
                + " administratively prohibited (ICMP 3/13). Port 3389 of 192.0.2.200 answers 4"
                + " hops away, over the same routers as far as hop 2.",
            "Look at that router's rules for port 3389 to 192.0.2.9."));
  }

  @ParameterizedTest(name = "{0} beside {2}")
  @MethodSource("compared")
  void besideAnotherPath(
      String path, InetSocketAddress other, String reference, String evidence, String nextStep) {
    assertEquals(
        new TraceVerdict(evidence, nextStep),
        TraceVerdict.of(Paths.path(Paths.TARGET, path), Paths.path(other, reference)));
  }
}
