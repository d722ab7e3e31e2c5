package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.TargetPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What diagnosis, tallies and findings add to the processor time of a negotiate sweep: sweeps with
 * them and sweeps that write the same rows without, in turns, of hosts that all answer. These are
 * played by a process of its own, on core 1.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   taskset -c 0 java -XX:+UseSerialGC -Xms32m -Xmn16m -XX:TieredStopAtLevel=1 \
 *     -cp benchmarks/target/benchmarks.jar \
 *     io.github.rdpsweep.benchmarks.sweep.DiagnosisCost 127.64.0.0/16 30
 * </pre>
 *
 * <p>Prefix and number of rounds. The options are those of the command {@code rdpsweep}, and what
 * is measured is on core 0 with its compiler and its garbage collector.
 */
public final class DiagnosisCost {

  /*
   * A round is four sweeps: without, with, with, without, and the next one the other way around. A
   * machine that grows slower or faster in the meantime so does the same to both. Rounds are short,
   * since what disturbs them comes and goes, and many, for a median that a few of them do not move.
   * Each sweep begins with an empty young generation.
   *
   * What a kernel takes for a million packets varies by more than what is looked for. So the time of
   * the threads that do the work is told too: the writer's, and that which draws the conclusions. It
   * is not the answer, since it leaves out what they cost others, such as garbage and cold caches.
   */

  private static final int WARM_UP_ROUNDS = 3;

  private DiagnosisCost() {}

  /** Measures; or, in the child process, plays the hosts. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      playHosts();
      return;
    }
    Process hosts = startHosts();
    try (BufferedReader port =
        new BufferedReader(
            new InputStreamReader(hosts.getInputStream(), StandardCharsets.US_ASCII))) {
      measure(args[0], Integer.parseInt(args[1]), Integer.parseInt(port.readLine()));
    } finally {
      hosts.getOutputStream().close();
      hosts.waitFor();
    }
  }

  private static Process startHosts() throws IOException {
    return new ProcessBuilder(
            "taskset",
            "-c",
            "1",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DiagnosisCost.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Until the standard input ends. */
  private static void playHosts() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      System.out.println(host.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void measure(String prefix, int rounds, int port) throws Exception {
    TargetPlan plan = new TargetPlan(Ports.of(port));
    plan.include("PREFIX", prefix);
    ResolvedTargets targets = plan.resolve(NameResolver.system());
    double sweeps = 2.0 * targets.set().hosts();
    System.out.println(
        "| round | without, ns a host | with, ns a host | added | by these threads, ns a host |");
    System.out.println("| --- | --- | --- | --- | --- |");
    List<Double> added = new ArrayList<>();
    List<Double> addedByThreads = new ArrayList<>();
    for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
      PricedSweep sweep = new PricedSweep(targets, round);
      boolean outer = round % 2 == 0;
      PricedSweep.Price first = sweep.run(outer);
      PricedSweep.Price inner = sweep.run(!outer).plus(sweep.run(!outer));
      PricedSweep.Price both = first.plus(sweep.run(outer));
      PricedSweep.Price with = outer ? both : inner;
      PricedSweep.Price without = outer ? inner : both;
      long more = with.threadNanos() - without.threadNanos();
      double share =
          100.0 * (with.processNanos() - without.processNanos()) / without.processNanos();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.2f %% | %.0f |%n",
          round > 0 ? Integer.toString(round) : "warm-up",
          without.processNanos() / sweeps,
          with.processNanos() / sweeps,
          share,
          more / sweeps);
      if (round > 0) {
        added.add(share);
        addedByThreads.add(100.0 * more / without.processNanos());
      }
    }
    System.out.println("added to the process, %: " + Median.of(added));
    System.out.println("by these threads alone, %: " + Median.of(addedByThreads));
    System.out.println(targets.set().hosts() + " hosts a sweep, " + 4 * rounds + " sweeps");
  }
}
