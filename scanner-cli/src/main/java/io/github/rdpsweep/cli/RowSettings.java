package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.report.ContentDigest;
import io.github.rdpsweep.target.Target;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Everything that the rows of a sweep depend on, by the options that say so: rows of two sweeps
 * that differ in any of it must not come into one file.
 */
final class RowSettings {

  /**
   * Options that leave rows as they are, or that the targets' own fingerprint covers. One that is
   * not named here counts, so that a new option is on the safe side.
   */
  static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "--targets-file",
          "--ports",
          "--exclude",
          "--exclude-file",
          "--seed",
          "--allow-public",
          "--yes",
          "--rate",
          "--segment-rate",
          "--ramp-up",
          "--rate-file",
          "--max-in-flight",
          "--event-loops",
          "--close",
          "--control",
          "--control-patience",
          "--fail-on",
          "--trace-findings",
          "--output",
          "--columns",
          "--excel",
          "--separator",
          "--ndjson",
          "--segments-out",
          "--summary-json",
          "--report",
          "--histogram-log",
          "--prometheus",
          "--ansible",
          "--pcap",
          "--pcap-limit",
          "--quiet",
          "--progress",
          "--resume",
          "--lock",
          "--max-runtime",
          "--history",
          "--keep",
          "--config",
          "--profile",
          "--print-config",
          "--dry-run",
          "--list-columns",
          "--help",
          "--version");

  private static final String PREVIOUS = "the last sweep of --history";
  private static final String TARGETS = "the set of targets";

  private RowSettings() {}

  /**
   * Lists them.
   *
   * @param command with its arguments
   * @param config what came of them
   * @param previous the sweep before, which tells of hosts that exist
   */
  static Map<String, String> of(CommandSpec command, SweepConfig config, Optional<Path> previous) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TARGETS, targets(config));
    previous.ifPresent(sweep -> settings.put(PREVIOUS, ContentDigest.of(sweep)));
    for (OptionSpec option : command.options()) {
      if (!WITHOUT_EFFECT.contains(option.longestName())) {
        Object value = option.getValue();
        String text = text(value);
        if (!text.isEmpty()) {
          settings.put(option.longestName(), text);
        }
      }
    }
    return settings;
  }

  /** Short enough to be read; digits that agree by chance are not to be expected. */
  private static String targets(SweepConfig config) {
    String names =
        config.unresolved().stream().map(RowSettings::nameOf).sorted().collect(joining("\n"));
    return String.format(
        Locale.ROOT,
        "%d addresses (%s), %d names not found (%s)",
        config.targets().hosts(),
        config.targets().fingerprint().substring(0, 16),
        config.unresolved().size(),
        ContentDigest.of(names).substring(0, 16));
  }

  private static String nameOf(Target notFound) {
    return notFound.spec() + ":" + notFound.endpoint().getPort();
  }

  /** What an option was set to; of a file, what is in it. */
  private static String text(Object value) {
    if (value == null || value.equals(false)) {
      return "";
    }
    if (value instanceof Path file) {
      return ContentDigest.of(file);
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(RowSettings::text).sorted().collect(joining(","));
    }
    return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString();
  }
}
