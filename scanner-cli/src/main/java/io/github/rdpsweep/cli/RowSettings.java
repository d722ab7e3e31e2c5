package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.report.ContentDigest;
import io.github.rdpsweep.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
/*
 * Each sweep into a file begins with this, so it is done without formatters and streams, which take
 * Java longer to set up than all the rest of it.
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
    List<String> names = new ArrayList<>();
    for (Target notFound : config.unresolved()) {
      names.add(notFound.spec() + ":" + notFound.endpoint().getPort());
    }
    Collections.sort(names);
    return config.targets().hosts()
        + " addresses ("
        + config.targets().fingerprint().substring(0, 16)
        + "), "
        + names.size()
        + " names not found ("
        + ContentDigest.of(String.join("\n", names)).substring(0, 16)
        + ")";
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
      List<String> texts = new ArrayList<>();
      for (Object one : many) {
        texts.add(text(one));
      }
      Collections.sort(texts);
      return String.join(",", texts);
    }
    return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString();
  }
}
