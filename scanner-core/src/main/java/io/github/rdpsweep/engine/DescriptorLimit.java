package io.github.rdpsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many connections this process may have open, by the limit on its descriptors. */
public final class DescriptorLimit {

  /** For outputs, jars, name look-ups and what else a JVM opens meanwhile. */
  private static final int RESERVE = 64;

  /** Where the limit cannot be read: what every system of today allows a JVM. */
  private static final int UNKNOWN = 1_000;

  /** Further connections would cost memory and win nothing. */
  public static final int MOST = 16_384;

  private DescriptorLimit() {}

  /** Connections that may be open at a time, at least 1. */
  public static int connections() {
    try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"));
        Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      long limit =
          limits
              .filter(line -> line.startsWith("Max open files"))
              .map(line -> line.replaceFirst("Max open files\\s+(\\S+).*", "$1"))
              .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
              .findFirst()
              .orElse(UNKNOWN);
      return (int) Math.max(1, Math.min(MOST, limit - open.count() - RESERVE));
    } catch (IOException e) {
      return UNKNOWN; // no /proc: not Linux
    }
  }
}
