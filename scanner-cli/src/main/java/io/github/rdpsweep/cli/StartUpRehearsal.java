package io.github.rdpsweep.cli;

import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.Loopback;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does once what a short sweep does: the build records which classes that loads, and keeps them in
 * an archive, with which the next start takes half the time. It never leaves loopback.
 */
final class StartUpRehearsal {

  private static final int HOSTS = 100;

  private StartUpRehearsal() {}

  /**
   * Rehearses.
   *
   * @param args a directory for what the sweep writes
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<String> scan = new ArrayList<>(List.of("scan"));
    try (SimulatedFleet fleet =
        SimulatedFleet.start(FleetPlan.mixed(HOSTS, 1, Loopback.detect()))) {
      for (SimulatedHost host : fleet.hosts()) {
        InetSocketAddress endpoint = host.endpoint();
        scan.add(endpoint.getAddress().getHostAddress() + ":" + endpoint.getPort());
      }
      scan.addAll(List.of("--rate", "unlimited", "--segment-rate", "unlimited", "--retries", "0"));
      scan.addAll(List.of("--connect-timeout", "500ms", "--reply-timeout", "500ms"));
      scan.addAll(List.of("--output", directory.resolve("rehearsal.csv").toString()));
      scan.addAll(List.of("--summary-json", directory.resolve("rehearsal.json").toString()));
      scan.addAll(List.of("--report", directory.resolve("rehearsal.html").toString()));
      run(scan.toArray(new String[0]));
    }
    run(
        "demo",
        "--hosts",
        "8",
        "--quiet",
        "--output",
        directory.resolve("rehearsal-demo.csv").toString());
  }

  private static void run(String... args) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Main.run(InputStream.nullInputStream(), nowhere, nowhere, args);
  }
}
