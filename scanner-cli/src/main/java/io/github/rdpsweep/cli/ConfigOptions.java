package io.github.rdpsweep.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Where options come from that are not typed. What they say is done by {@link ConfiguredArguments},
 * before any other option is looked at.
 */
final class ConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Read options from this file, written name = value, without the dashes; what is typed"
              + " wins, and excludes add up. No file is read that is not named. Default: none.")
  private Path file;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Also read the section [NAME] of the --config file, which wins over what stands before"
              + " all sections. Default: none.")
  private String profile;

  @Option(
      names = "--print-config",
      description = "Print all options as a --config file; send nothing.")
  private boolean print;

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if a profile is of no file
   */
  void check() {
    if (profile != null && file == null) {
      throw new IllegalArgumentException("--profile: needs --config FILE");
    }
  }

  boolean isPrinted() {
    return print;
  }
}
