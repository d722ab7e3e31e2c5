package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.report.SweepIdentity;
import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to sweep, and in which order. */
final class TargetOptions {

  private static final String STANDARD_INPUT = "-";
  private static final long MOST_UNCONFIRMED = 1 << 24;

  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = {
        "CIDR prefix, range (10.0.0.1-99), address or host name, with :PORT where it differs.",
        "A prefix means all of its addresses, network and broadcast address among them; of a name"
            + " all addresses are probed."
      })
  private List<String> targets = List.of();

  @Option(
      names = {"-f", "--targets-file"},
      paramLabel = "FILE",
      description =
          "Read targets from a file, or from standard input (-). # starts a comment."
              + " May be given more than once. Default: none.")
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
      description =
          "Never probe these prefixes, ranges, addresses or names: always wins. Default: none.")
  private List<String> excludes = List.of();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "The same from a file, or from standard input (-). Default: none.")
  private List<String> excludeFiles = List.of();

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

  @Option(
      names = "--allow-public",
      description = "Sweep public addresses too, which are refused otherwise.")
  private boolean allowPublic;

  @Option(names = "--yes", description = "Sweep more than 16,777,216 targets, a /8, at a time.")
  private boolean confirmed;

  /**
   * Reads and resolves all targets.
   *
   * @param in standard input
   * @throws IllegalArgumentException for whatever is wrong with them
   */
  ResolvedTargets resolve(InputStream in) throws InterruptedException {
    if (targets.isEmpty() && targetsFiles.isEmpty()) {
      throw new IllegalArgumentException("no targets: name some, or give --targets-file FILE");
    }
    if (shard.count() > 1 && seed == null) {
      throw new IllegalArgumentException("--shard: needs --seed, the same one for every shard");
    }
    checkStandardInput();
    TargetPlan plan = new TargetPlan(ports);
    targets.forEach(items -> plan.include("TARGET", items));
    for (String file : targetsFiles) {
      if (file.equals(STANDARD_INPUT)) {
        plan.includeFile(name(file), in);
      } else {
        plan.includeFile(Path.of(file));
      }
    }
    if (plan.isEmpty()) {
      throw new IllegalArgumentException(
          "--targets-file: no targets in "
              + targetsFiles.stream().map(TargetOptions::name).collect(joining(", ")));
    }
    excludes.forEach(items -> plan.exclude("--exclude", items));
    for (String file : excludeFiles) {
      if (file.equals(STANDARD_INPUT)) {
        plan.excludeFile(name(file), in);
      } else {
        plan.excludeFile(Path.of(file));
      }
    }
    return plan.resolve(NameResolver.system());
  }

  /**
   * Whether a sweep of that kind was asked for by more than a slip of the finger.
   *
   * @throws IllegalArgumentException naming the option that says so
   */
  void checkConsent(SweepConfig config) {
    refusal(config)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
  }

  /** Why such a sweep would be refused. */
  Optional<String> refusal(SweepConfig config) {
    Optional<Host> stranger = config.targets().firstPublic();
    if (stranger.isPresent() && !allowPublic) {
      return Optional.of(
          String.format(
              "--allow-public: needed for %s, which is no private address (target \"%s\");"
                  + " sweep only what you may",
              IpAddress.of(stranger.get().address()), stranger.get().spec()));
    }
    long count = new SweepOrder(config).targets();
    if (count > MOST_UNCONFIRMED && !confirmed) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "--yes: needed for %,d targets, which are more than a /8 has (%,d)",
              count,
              MOST_UNCONFIRMED));
    }
    return Optional.empty();
  }

  private static String name(String file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }

  private void checkStandardInput() {
    List<String> files = new ArrayList<>(targetsFiles);
    files.addAll(excludeFiles);
    if (Collections.frequency(files, STANDARD_INPUT) > 1) {
      throw new IllegalArgumentException(
          "--targets-file, --exclude-file: standard input (-) can be read only once");
    }
  }

  /**
   * The order's seed: the user's, or one that is drawn.
   *
   * @param interrupted the sweep that goes on, whose seed is drawn no more
   */
  long seed(Optional<SweepIdentity> interrupted) {
    if (seed != null) {
      return seed;
    }
    return interrupted
        .map(SweepIdentity::seed)
        // Short enough to be typed again.
        .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
  }

  Shard shard() {
    return shard;
  }
}
