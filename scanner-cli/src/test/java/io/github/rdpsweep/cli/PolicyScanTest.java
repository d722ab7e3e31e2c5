package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scan --policy}: its column, its summaries and its exit code. */
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class PolicyScanTest {

  private static final List<Behaviour> HOSTS =
      List.of(Behaviour.NLA, Behaviour.TLS, Behaviour.OLD, Behaviour.CERT_EXPIRED, Behaviour.HUNG);

  @TempDir private Path directory;

  @Test
  void judgesEachHostByWhatItShowed() throws Exception {
    Run run =
        scan("--depth", "tls", "--security", "--policy", "nla-required,no-legacy-rdp,tls>=1.2");

    assertEquals(
        Map.of(
            Behaviour.NLA, "none",
            Behaviour.TLS, "nla-required",
            Behaviour.OLD, "nla-required no-legacy-rdp tls>=1.2",
            Behaviour.CERT_EXPIRED, "nla-required",
            Behaviour.HUNG, ""),
        run.violations());
    assertEquals(0, run.scan().exitCode(), run.scan().err());
    assertTrue(
        run.scan()
            .err()
            .contains("policy: 3 targets violate it (nla-required 3, no-legacy-rdp 1, tls>=1.2 1)"),
        run.scan().err());
  }

  @Test
  void saysInTheExitCodeThatHostsViolateThePolicy() throws Exception {
    Run run = scan("--depth", "tls", "--policy", "cert-valid>=1d", "--fail-on", "policy");

    assertEquals("cert-valid>=1d", run.violations().get(Behaviour.CERT_EXPIRED));
    assertEquals("none", run.violations().get(Behaviour.TLS));
    assertEquals(1, run.scan().exitCode(), run.scan().err());
  }

  @Test
  void failsOnNoHostOfWhichNothingIsKnown() throws Exception {
    Run run =
        scan(
            List.of(Behaviour.HUNG),
            "--depth",
            "tls",
            "--policy",
            "tls>=1.2",
            "--fail-on",
            "policy");

    assertEquals(Map.of(Behaviour.HUNG, ""), run.violations());
    assertEquals(0, run.scan().exitCode(), run.scan().err());
  }

  @Test
  void leavesTheColumnEmptyWithoutAPolicy() throws Exception {
    Run run = scan(List.of(Behaviour.NLA));

    assertEquals(Map.of(Behaviour.NLA, ""), run.violations());
    assertTrue(!run.scan().err().contains("policy"), run.scan().err());
  }

  private Run scan(String... options) throws Exception {
    return scan(HOSTS, options);
  }

  private Run scan(List<Behaviour> behaviours, String... options) throws Exception {
    List<FleetPlan.Host> hosts = new ArrayList<>();
    for (Behaviour behaviour : behaviours) {
      Inet4Address address = (Inet4Address) InetAddress.getByName("127.79.2." + (1 + hosts.size()));
      hosts.add(new FleetPlan.Host(address, behaviour));
    }
    Path csv = directory.resolve("policy.csv");
    List<String> arguments = new ArrayList<>(List.of("scan", "-o", csv.toString()));
    arguments.addAll(Arrays.asList(options));
    Map<String, Behaviour> byAddress = new TreeMap<>();
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.of(hosts))) {
      for (SimulatedHost host : fleet.hosts()) {
        String address = host.endpoint().getAddress().getHostAddress();
        byAddress.put(address, host.behaviour());
        arguments.add(address + ":" + host.endpoint().getPort());
      }
      Invocation scan = Invocation.rdpsweep(arguments.toArray(String[]::new));
      return new Run(scan, violations(csv, byAddress));
    }
  }

  private static Map<Behaviour, String> violations(Path csv, Map<String, Behaviour> byAddress)
      throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> header = List.of(lines.get(0).split(",", -1));
    Map<Behaviour, String> found = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      // Only quoted cells hold commas, and the two that are read are not quoted.
      List<String> cells = Arrays.asList(line.replaceAll("\"[^\"]*\"", "").split(",", -1));
      found.put(
          byAddress.get(cells.get(header.indexOf("address"))),
          cells.get(header.indexOf("policy_violations")));
    }
    return found;
  }

  /** A scan and the column policy_violations of each host. */
  private record Run(Invocation scan, Map<Behaviour, String> violations) {}
}
