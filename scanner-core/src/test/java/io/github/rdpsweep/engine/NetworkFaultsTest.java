package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.probe.Stage;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What loopback cannot show: answers by ICMP. Two network namespaces, a link between them, and on
 * the far side prefixes of hosts that are live, refuse, drop, or have a router speak for them; all
 * mixed, so that every socket that is reused meets every kind after every other. Needs root, ip and
 * nft.
 */
@Tag("netns")
class NetworkFaultsTest {

  private static final String NEAR = "rdpsweep-near-" + ProcessHandle.current().pid();
  private static final String FAR = "rdpsweep-far-" + ProcessHandle.current().pid();
  private static final int PORT = 3389;

  private static Process responder;

  @BeforeAll
  static void buildTheNetwork() throws Exception {
    run("ip netns add " + NEAR);
    run("ip netns add " + FAR);
    run("ip -n " + NEAR + " link add near type veth peer name far netns " + FAR);
    run("ip -n " + NEAR + " address add 10.70.0.1/30 dev near");
    run("ip -n " + FAR + " address add 10.70.0.2/30 dev far");
    run("ip -n " + NEAR + " link set near up");
    run("ip -n " + FAR + " link set far up");
    run("ip -n " + FAR + " link set lo up");
    run("ip -n " + NEAR + " route add 10.71.0.0/16 via 10.70.0.2");
    run("ip -n " + NEAR + " route add unreachable 10.71.5.0/24");
    run("ip -n " + FAR + " route add local 10.71.0.0/16 dev lo");
    // Routers limit their ICMP errors; here each SYN is to have its own.
    run("ip netns exec " + FAR + " sysctl -qw net.ipv4.icmp_ratemask=0");
    nft(
        """
        table ip faults {
          chain input {
            type filter hook input priority 0;
            ip daddr 10.71.1.0/24 reject with tcp reset
            ip daddr 10.71.2.0/24 reject with icmp type host-unreachable
            ip daddr 10.71.3.0/24 reject with icmp type port-unreachable
            ip daddr 10.71.4.0/24 reject with icmp type admin-prohibited
            ip daddr 10.71.6.0/24 drop
          }
        }
        """);
    List<String> words = new ArrayList<>(in(FAR));
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AnsweringHost.class.getName(),
            "" + PORT));
    responder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertEquals("listening", responder.inputReader().readLine());
  }

  @AfterAll
  static void takeTheNetworkDown() throws Exception {
    if (responder != null) {
      responder.destroy();
      responder.waitFor();
    }
    run("ip netns delete " + NEAR);
    run("ip netns delete " + FAR);
  }

  @ParameterizedTest(name = "{0}, {1}, depth {2}, {3} in flight")
  @CsvSource({
    "EPOLL, RST, NEGOTIATE, 1",
    "EPOLL, RST, NEGOTIATE, 7",
    "EPOLL, RST, NEGOTIATE, 200",
    "EPOLL, FIN, NEGOTIATE, 200",
    "EPOLL, RST, CONNECT, 7",
    "EPOLL, RST, CONNECT, 200",
    "NIO, RST, NEGOTIATE, 200",
    "NIO, RST, CONNECT, 7",
    "IO_URING, RST, NEGOTIATE, 200",
    "IO_URING, RST, CONNECT, 7"
  })
  void tellsEveryKindOfAnswerApart(
      TransportKind transport, LeaveMode leaveMode, Stage depth, int maxInFlight) throws Exception {
    assumeTrue(isAvailable(transport), transport.label() + " is not available here");
    boolean waitsForSilence = maxInFlight > 100; // else it would take minutes

    Map<String, Integer> counts =
        new ChildSweep.Command(
                in(NEAR),
                "256m",
                transport,
                leaveMode,
                depth,
                maxInFlight,
                Pace.UNLIMITED,
                "10.71.0.0",
                waitsForSilence ? "10.71.6.255" : "10.71.5.255",
                PORT)
            .run();

    // Through io_uring, an error of this machine's looks as if it had come from the network.
    boolean knowsOwnErrors = transport != TransportKind.IO_URING;
    Map<String, Integer> truth = new TreeMap<>();
    truth.put("10.71.0 ready", 256);
    truth.put("10.71.1 refused", 256);
    truth.put("10.71.2 unreachable", 256);
    truth.put("10.71.3 refused", 256);
    truth.put("10.71.4 unreachable", 256);
    truth.put(knowsOwnErrors ? "10.71.5 no-route" : "10.71.5 unreachable", 256);
    if (waitsForSilence) {
      truth.put("10.71.6 silent", 256);
    }
    assertEquals(truth, counts);
  }

  private static boolean isAvailable(TransportKind transport) {
    return switch (transport) {
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
      case NIO, AUTO -> true;
    };
  }

  private static List<String> in(String namespace) {
    return List.of("ip", "netns", "exec", namespace);
  }

  private static void run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command + ": " + said);
  }

  private static void nft(String rules) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(in(FAR));
    words.addAll(List.of("nft", "-f", "-"));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(rules.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
