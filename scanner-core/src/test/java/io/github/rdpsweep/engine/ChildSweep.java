package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSetBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A sweep in a JVM of its own, for tests that bound its heap or run it in a network namespace.
 * Prints how many addresses of each /24 ended in each outcome, and how many results came twice.
 */
final class ChildSweep {

  private static final String TWICE = "twice";

  private ChildSweep() {}

  /**
   * What to run.
   *
   * @param launcher words before the command, such as those that enter a namespace
   * @param heap for {@code -Xmx}
   */
  record Command(
      List<String> launcher,
      String heap,
      TransportKind transport,
      LeaveMode leaveMode,
      Stage depth,
      int maxInFlight,
      long rate,
      String first,
      String last,
      int port) {

    /** Runs it; the counts are by "10.7.0 ready" and so on. */
    Map<String, Integer> run() throws IOException, InterruptedException {
      List<String> words = new ArrayList<>(launcher);
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
      words.add(ChildSweep.class.getName());
      words.addAll(List.of(transport.name(), leaveMode.name(), "" + maxInFlight, "" + rate));
      words.addAll(List.of(first, last, "" + port, depth.name()));
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Map<String, Integer> counts = new TreeMap<>();
      try (var out = process.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          int space = line.lastIndexOf(' ');
          counts.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
        }
      }
      if (process.waitFor() != 0) {
        throw new AssertionError("the sweep ended with " + process.exitValue() + ": " + words);
      }
      return counts;
    }
  }

  /** Counts, and a bit for each address. */
  private static final class CountingSink implements ResultSink {
    private final int first;
    private final BitSet seen = new BitSet();
    private final Map<String, Integer> counts = new TreeMap<>();

    CountingSink(int first) {
      this.first = first;
    }

    @Override
    public synchronized boolean offer(List<ProbeResult> batch) {
      for (ProbeResult result : batch) {
        int address = bits(result.target().endpoint().getAddress());
        String prefix =
            (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff);
        boolean twice = seen.get(address - first);
        seen.set(address - first);
        counts.merge(twice ? TWICE : prefix + " " + result.outcome().label(), 1, Integer::sum);
      }
      return true;
    }
  }

  public static void main(String[] args) throws Exception {
    InetAddress first = InetAddress.getByName(args[4]);
    InetAddress last = InetAddress.getByName(args[5]);
    AddressRange range = new AddressRange(IpAddress.of(first), IpAddress.of(last));
    CountingSink sink = new CountingSink(bits(first));
    Sweep sweep =
        new Sweep(
            new SweepConfig(
                new TargetSetBuilder()
                    .add(range, Ports.of(Integer.parseInt(args[6])), range.toString())
                    .build(),
                List.of(),
                1,
                Shard.WHOLE,
                new ProbeSettings(Stage.valueOf(args[7]), ConnectionRequest.DEFAULT),
                new Pace(Long.parseLong(args[3]), Pace.UNLIMITED, Integer.parseInt(args[2])),
                new Patience(Duration.ofSeconds(3), Duration.ofSeconds(10), 1),
                TransportKind.valueOf(args[0]),
                LeaveMode.valueOf(args[1]),
                1),
            sink,
            SweepClock.SYSTEM);
    sweep.start().toCompletableFuture().get(20, TimeUnit.MINUTES);
    synchronized (sink) {
      sink.counts.forEach((what, count) -> System.out.println(what + " " + count));
    }
  }

  private static int bits(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 4) {
      throw new IllegalArgumentException(Arrays.toString(bytes));
    }
    return ByteBuffer.wrap(bytes).getInt();
  }
}
