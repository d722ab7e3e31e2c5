package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scan --security}, whose rows take several connections. */
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class SecurityScanTest {

  private static final List<Behaviour> HOSTS =
      List.of(
          Behaviour.NLA,
          Behaviour.NLA_EX,
          Behaviour.TLS,
          Behaviour.RDP,
          Behaviour.OLD,
          Behaviour.FAIL_2,
          Behaviour.HUNG);

  @ParameterizedTest
  @ValueSource(strings = {"negotiate", "identity"})
  void findsOutWhatServersAccept(String depth, @TempDir Path directory) throws Exception {
    List<FleetPlan.Host> hosts = new ArrayList<>();
    for (Behaviour behaviour : HOSTS) {
      Inet4Address address = (Inet4Address) InetAddress.getByName("127.79.1." + (1 + hosts.size()));
      hosts.add(new FleetPlan.Host(address, behaviour));
    }
    Path csv = directory.resolve("security.csv");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("scan", "-q", "-o", csv.toString(), "--depth", depth, "--security"));
    Map<String, Behaviour> behaviours = new TreeMap<>();
    Invocation scan;
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.of(hosts))) {
      for (SimulatedHost host : fleet.hosts()) {
        String address = host.endpoint().getAddress().getHostAddress();
        behaviours.put(address, host.behaviour());
        arguments.add(address + ":" + host.endpoint().getPort());
      }

      scan = Invocation.rdpsweep(arguments.toArray(String[]::new));
    }

    assertEquals(0, scan.exitCode(), scan.err());
    assertEquals(
        Map.of(
            Behaviour.NLA, "required/HYBRID/no",
            Behaviour.NLA_EX, "required/HYBRID_EX/no",
            Behaviour.TLS, "no/SSL/no",
            Behaviour.RDP, "no/RDP/yes",
            Behaviour.OLD, "no/RDP/yes",
            Behaviour.FAIL_2, "no//no",
            Behaviour.HUNG, "//"),
        security(csv, behaviours));
  }

  /** The columns nla, accepted_protocols and legacy_rdp of each host. */
  private static Map<Behaviour, String> security(Path csv, Map<String, Behaviour> behaviours)
      throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> header = List.of(lines.get(0).split(",", -1));
    Map<Behaviour, String> found = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      // Advice is the only cell here that holds commas.
      List<String> cells = Arrays.asList(line.replaceAll("\"[^\"]*\"", "").split(",", -1));
      found.put(
          behaviours.get(cells.get(header.indexOf("address"))),
          String.join(
              "/",
              cells.get(header.indexOf("nla")),
              cells.get(header.indexOf("accepted_protocols")),
              cells.get(header.indexOf("legacy_rdp"))));
    }
    return found;
  }
}
