package io.github.rdpsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that sweeps. */
final class Vantage {

  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private Vantage() {}

  /**
   * What the machine calls itself, or empty. No name server is asked: that could take long, and
   * would be a packet that nobody wanted.
   */
  static String host() {
    try {
      return Files.readString(LINUX_HOST_NAME).strip();
    } catch (IOException e) {
      return Stream.of("HOSTNAME", "COMPUTERNAME")
          .map(name -> System.getenv().getOrDefault(name, ""))
          .filter(name -> !name.isEmpty())
          .findFirst()
          .orElse("");
    }
  }
}
