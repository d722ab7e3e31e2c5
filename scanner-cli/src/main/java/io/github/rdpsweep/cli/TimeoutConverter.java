package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Patience;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Timeouts as users write them: {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 5m}. */
final class TimeoutConverter implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    return convert(text, Patience.LONGEST);
  }

  /** A duration of a millisecond or more. */
  static Duration convert(String text, Duration longest) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration such as 250ms, 1.5s or 5m");
    }
    long unitMillis =
        switch (matcher.group(3)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    long millis = Long.parseLong(matcher.group(1)) * unitMillis;
    if (matcher.group(2) != null) {
      String thousandths = (matcher.group(2) + "00").substring(0, 3);
      millis += Long.parseLong(thousandths) * unitMillis / 1_000;
    }
    if (millis < 1 || millis > longest.toMillis()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not in 1ms-" + longest.toMinutes() + "m");
    }
    return Duration.ofMillis(millis);
  }
}
