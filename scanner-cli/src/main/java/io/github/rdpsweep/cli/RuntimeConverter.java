package io.github.rdpsweep.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** How long a run may take, as users write it: {@code 90s}, {@code 45m}, {@code 8h}. */
final class RuntimeConverter implements ITypeConverter<Duration> {

  private static final Duration LONGEST = Duration.ofDays(30);

  @Override
  public Duration convert(String text) {
    return TimeoutConverter.convert(text, LONGEST);
  }
}
