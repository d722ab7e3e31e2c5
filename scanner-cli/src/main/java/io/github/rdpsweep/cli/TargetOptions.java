package io.github.rdpsweep.cli;

import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to sweep, and in which order. */
final class TargetOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = {
        "CIDR prefix, range (10.0.0.1-99), address or host name, with :PORT where it differs.",
        "A prefix means all of its addresses; of a name all addresses are probed."
      })
  private List<String> targets = List.of();

  @Option(
      names = {"-f", "--targets-file"},
      paramLabel = "FILE",
      description = "Read targets from a file, or from standard input (-). # starts a comment.")
  private List<String> targetsFiles = List.of();

  @Option(
      names = {"-p", "--ports"},
      paramLabel = "LIST",
      defaultValue = "3389",
      converter = PortsConverter.class,
      description = "Ports of targets that name none. Default: ${DEFAULT-VALUE}.")
  private Ports ports;

  @Option(
      names = "--exclude",
      paramLabel = "LIST",
      description = "Never probe these prefixes, ranges, addresses or names. Always wins.")
  private List<String> excludes = List.of();

  @Option(names = "--exclude-file", paramLabel = "FILE", description = "The same from a file.")
  private List<Path> excludeFiles = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Order of the sweep. Default: drawn, and told in the summary.")
  private Long seed;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      defaultValue = "1/1",
      converter = ShardConverter.class,
      description =
          "Sweep only the I-th of N parts; all parts need the same targets and the same --seed."
              + " Default: ${DEFAULT-VALUE}.")
  private Shard shard;

  /**
   * Reads and resolves all targets.
   *
   * @param in standard input
   * @throws IllegalArgumentException for whatever is wrong with them
   */
  ResolvedTargets resolve(InputStream in) throws InterruptedException {
    TargetPlan plan = new TargetPlan(ports);
    targets.forEach(items -> plan.include("TARGET", items));
    for (String file : targetsFiles) {
      if (file.equals("-")) {
        plan.includeFile("standard input", in);
      } else {
        plan.includeFile(Path.of(file));
      }
    }
    excludes.forEach(items -> plan.exclude("--exclude", items));
    excludeFiles.forEach(plan::excludeFile);
    return plan.resolve(NameResolver.system());
  }

  long seed() {
    if (seed == null) {
      // Short enough to be typed again.
      seed = ThreadLocalRandom.current().nextLong(1, 1_000_000_000);
    }
    return seed;
  }

  Shard shard() {
    if (shard.count() > 1 && seed == null) {
      throw new IllegalArgumentException("--shard: needs --seed, the same one for every shard");
    }
    return shard;
  }
}
