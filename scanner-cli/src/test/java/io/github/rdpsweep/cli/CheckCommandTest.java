package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import io.github.rdpsweep.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The one line and the exit code that a monitoring system gets. */
@EnabledOnOs(OS.LINUX) // which answers for all of 127.0.0.0/8
final class CheckCommandTest {

  private static final String FORM = "RDP (OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]*( \\| [^|\n]+)?\n";

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "NLA, '', 0, OK",
        "NLA, -w 0:60 -c 0:60, 0, OK",
        "NLA, -w 60:, 1, WARNING",
        "NLA, -w 60: -c 61:, 2, CRITICAL",
        "CLOSE, '', 2, CRITICAL",
        "SSH, -w 60:, 2, CRITICAL",
        "NLA, --depth tls --warning-days 1, 0, OK",
        "NLA, --depth tls --warning-days 100000, 1, WARNING",
        "NLA, --depth tls --critical-days 100000, 2, CRITICAL",
        "HUNG, -t 1, 2, CRITICAL",
      })
  void stateAndExitCodeSayTheSame(String behaviour, String options, int exitCode, String state)
      throws IOException {
    Invocation check = check(Behaviour.valueOf(behaviour), "127.77.1.1", options);

    assertTrue(check.out().matches(FORM), check.out());
    assertTrue(check.out().startsWith("RDP " + state + " - 127.77.1.1"), check.out());
    assertEquals(exitCode, check.exitCode());
    assertEquals("", check.err());
  }

  @Test
  void givesPerformanceDataWithItsThresholds() throws IOException {
    Invocation check =
        check(
            Behaviour.NLA,
            "127.77.1.1",
            "-w 50 -c ~:60 --depth tls --warning-days 30 --critical-days 7");

    assertTrue(
        check
            .out()
            .matches("(?s).* \\| 'time'=\\d+\\.\\d{6}s;50;~:60;0; 'cert_days'=-?\\d+;30:;7:;;\n"),
        check.out());
  }

  @Test
  void theWorstOfSeveralHostsCounts() throws IOException {
    try (WildcardHost good = WildcardHost.start(Behaviour.NLA);
        WildcardHost bad = WildcardHost.start(Behaviour.CLOSE)) {
      Invocation check =
          rdpsweep(
              "check",
              "127.77.1.1:" + good.port(),
              "-H",
              "127.77.1.2:" + bad.port(),
              "127.77.1.3:" + good.port());

      assertEquals(2, check.exitCode());
      assertTrue(
          check.out().startsWith("RDP CRITICAL - 1 of 3 hosts: 127.77.1.2:" + bad.port()),
          check.out());
      assertTrue(check.out().contains("'127.77.1.3:" + good.port() + " time'=0."), check.out());
      assertTrue(check.out().contains("'127.77.1.2:" + bad.port() + " time'=U;;;0;"), check.out());
    }
  }

  @Test
  void anUnreachablePortIsCritical() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Invocation check = rdpsweep("check", "127.77.1.1", "-p", "" + port);

    assertEquals(2, check.exitCode());
    assertTrue(check.out().startsWith("RDP CRITICAL - 127.77.1.1: refused (service)"), check.out());
  }

  static Stream<Arguments> badUsage() {
    return Stream.of(
        arguments("", "no HOST to check"),
        arguments(
            "127.0.0.1 -w x",
            "--warning: \"x\" is no range such as 10, 10:, ~:10, 10:20 or" + " @10:20"),
        arguments("127.0.0.1 -t 0", "--timeout: \"0s\" is not in 1ms-10m"),
        arguments("127.0.0.1 -p 0", "--port: \"0\": port is not in 1-65535"),
        arguments("127.0.0.1 -p x", "--port: \"x\" is not a whole number"),
        arguments("127.0.0.1 --frobnicate", "Unknown option: '--frobnicate'"),
        arguments("127.0.0.1 --warning-days 3", "--warning-days: needs --depth tls or identity"),
        arguments("127.0.0.0/24", "HOST: 256 targets, and a check is for 64; scan is for more"),
        arguments("10.0.0.0/33", "HOST: \"10.0.0.0/33\": prefix length above 32"));
  }

  @ParameterizedTest
  @MethodSource("badUsage")
  void badUsageIsUnknown(String arguments, String reason) {
    List<String> words = new ArrayList<>(List.of("check"));
    Arrays.stream(arguments.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);

    assertEquals(
        new Invocation(3, "RDP UNKNOWN - " + reason + "\n", ""),
        rdpsweep(words.toArray(String[]::new)));
  }

  @Test
  void aNameThatIsNotFoundIsUnknown() {
    Invocation check = rdpsweep("check", "nowhere.invalid", "-t", "5s");

    assertEquals(3, check.exitCode());
    assertTrue(check.out().startsWith("RDP UNKNOWN - nowhere.invalid: unresolved"), check.out());
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        arguments(List.of(Outcome.READY, Outcome.READY), PluginState.OK),
        arguments(List.of(Outcome.READY, Outcome.REFUSED), PluginState.WARNING),
        arguments(List.of(Outcome.REFUSED, Outcome.READY, Outcome.SILENT), PluginState.WARNING),
        arguments(List.of(Outcome.REFUSED, Outcome.SILENT), PluginState.CRITICAL),
        arguments(List.of(Outcome.NO_ROUTE, Outcome.READY), PluginState.OK),
        arguments(List.of(Outcome.NO_ROUTE, Outcome.REFUSED), PluginState.CRITICAL),
        arguments(List.of(Outcome.NO_ROUTE, Outcome.NOT_SENT), PluginState.UNKNOWN),
        arguments(List.of(Outcome.CANCELLED), PluginState.CRITICAL));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void aHostIsAllOfItsAddresses(List<Outcome> outcomes, PluginState state) {
    List<CheckedAddress> addresses = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      addresses.add(address(i, outcomes.get(i), "a|b\nc"));
    }

    CheckedHost host = CheckedHost.of("srv", addresses);

    assertEquals(state, host.state(), host.text());
    assertTrue(!host.text().contains("|") && !host.text().contains("\n"), host.text());
  }

  private static CheckedAddress address(int index, Outcome outcome, String detail) {
    boolean ready = outcome == Outcome.READY;
    try {
      InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) index});
      ProbeResult result =
          new ProbeResult(
              new Target(new InetSocketAddress(address, 3389), "srv", true),
              outcome,
              Stage.NEGOTIATE,
              detail,
              1,
              ready ? new Timings(1_000_000, 2_000_000, 3_000_000) : Timings.NONE,
              PathFacts.NONE,
              Negotiation.UNANSWERED,
              0);
      boolean ours = outcome.stage() == Stage.BEFORE;
      Diagnosis diagnosis =
          ready
              ? new Diagnosis(Verdict.OK, Cause.NONE, "")
              : new Diagnosis(
                  ours ? Verdict.UNKNOWN : Verdict.FAILING,
                  ours ? Cause.NONE : Cause.SERVICE,
                  "Look.");
      CheckLimits limits =
          new CheckLimits(
              Stage.NEGOTIATE,
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalInt.empty());
      return CheckedAddress.of(result, diagnosis, limits, Instant.EPOCH);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Invocation check(Behaviour behaviour, String host, String options)
      throws IOException {
    try (WildcardHost server = WildcardHost.start(behaviour)) {
      List<String> words = new ArrayList<>(List.of("check", host, "-p", "" + server.port()));
      Arrays.stream(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);
      return rdpsweep(words.toArray(String[]::new));
    }
  }
}
