package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.Loopback;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Night after night in one JVM: sweep upon sweep of simulated fleets, each with its event loops,
 * writer, files and findings. What the process holds must not grow. {@code
 * -Drdpsweep.soak.seconds=900} asks for a quarter of an hour.
 */
@Tag("large")
@EnabledOnOs(OS.LINUX)
final class SoakTest {

  private static final int HOSTS = 500;

  /** Caches, pools and compiled code are full by then. */
  private static final int WARM_UP_SWEEPS = 20;

  /** Caches of the JDK come and go, such as those of its class loaders. */
  private static final long HEAP_NOISE_KIB = 1_024;

  private static final int SAMPLES = 10;

  @TempDir private Path directory;

  @Test
  void holdsNoMoreAfterManySweepsThanAfterAFew() throws Exception {
    long nanos = Long.getLong("rdpsweep.soak.seconds", 90) * 1_000_000_000L;
    List<Held> samples = new ArrayList<>();
    int sweeps = sweepUntil(System.nanoTime(), WARM_UP_SWEEPS);
    long start = System.nanoTime();
    samples.add(Held.now(sweeps));
    while (samples.size() <= SAMPLES) {
      sweeps += sweepUntil(start + nanos * samples.size() / SAMPLES, 1);
      samples.add(Held.now(sweeps));
    }
    print(samples);
    Held first = samples.get(0);
    Held last = samples.get(samples.size() - 1);
    assertEquals(first.descriptors(), last.descriptors(), "open descriptors");
    assertEquals(first.threads(), last.threads(), "threads");
    assertEquals(first.nettyKib(), last.nettyKib(), "direct memory of Netty, KiB");
    assertTrue(last.directKib() <= first.directKib() + 64, () -> "direct buffers: " + samples);
    assertTrue(last.heapKib() <= first.heapKib() + HEAP_NOISE_KIB, () -> "heap: " + samples);
  }

  /**
   * Sweeps a fleet of its own, since hosts that never read keep a connection for a minute.
   *
   * @return how many times
   */
  private int sweepUntil(long deadline, int atLeast) throws Exception {
    try (SimulatedFleet fleet =
        SimulatedFleet.start(FleetPlan.mixed(HOSTS, 1, Loopback.detect()))) {
      String[] scan = scan(fleet);
      int sweeps = 0;
      while (sweeps < atLeast || System.nanoTime() - deadline < 0) {
        sweep(scan);
        sweeps++;
      }
      return sweeps;
    }
  }

  private String[] scan(SimulatedFleet fleet) {
    List<String> words = new ArrayList<>(List.of("scan"));
    for (SimulatedHost host : fleet.hosts()) {
      InetSocketAddress endpoint = host.endpoint();
      words.add(endpoint.getAddress().getHostAddress() + ":" + endpoint.getPort());
    }
    words.addAll(List.of("--rate", "unlimited", "--segment-rate", "unlimited", "--retries", "0"));
    words.addAll(List.of("--connect-timeout", "300ms", "--reply-timeout", "300ms", "--quiet"));
    words.addAll(List.of("--output", directory.resolve("soak.csv").toString()));
    words.addAll(List.of("--segments-out", directory.resolve("segments.csv").toString()));
    words.addAll(List.of("--summary-json", directory.resolve("soak.json").toString()));
    return words.toArray(new String[0]);
  }

  private void sweep(String... scan) throws Exception {
    Invocation invocation = Invocation.rdpsweep(scan);
    assertEquals(new Invocation(0, "", ""), invocation);
    try (var lines = Files.lines(directory.resolve("soak.csv"))) {
      assertEquals(HOSTS + 1, lines.count());
    }
  }

  private static void print(List<Held> samples) {
    StringBuilder table =
        new StringBuilder(
            "| sweeps | descriptors | threads | heap KiB | direct KiB | Netty KiB |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Held held : samples) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %d | %d | %,d | %,d | %,d |%n",
              held.sweeps(),
              held.descriptors(),
              held.threads(),
              held.heapKib(),
              held.directKib(),
              held.nettyKib()));
    }
    System.out.println(table);
  }

  /** What the process holds after so many sweeps, garbage collected. */
  private record Held(
      int sweeps, long descriptors, int threads, long heapKib, long directKib, long nettyKib) {

    static Held now(int sweeps) {
      // Twice: what cleaners and finalizers free is garbage only then.
      System.gc();
      System.gc();
      UnixOperatingSystemMXBean system =
          (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .filter(pool -> pool.getName().equals("direct"))
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return new Held(
          sweeps,
          system.getOpenFileDescriptorCount(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10,
          direct >> 10,
          Math.max(0, PlatformDependent.usedDirectMemory()) >> 10);
    }
  }
}
