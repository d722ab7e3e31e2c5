package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Pace;
import picocli.CommandLine.ITypeConverter;

/** A rate per second, or {@code unlimited}. */
final class RateConverter implements ITypeConverter<Long> {

  private static final long MOST = 10_000_000;

  @Override
  public Long convert(String text) {
    if (text.equals("unlimited")) {
      return Pace.UNLIMITED;
    }
    if (!text.matches("\\d{1,8}") || Long.parseLong(text) < 1 || Long.parseLong(text) > MOST) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no rate: 1 to 10000000 a second, or unlimited");
    }
    return Long.parseLong(text);
  }
}
