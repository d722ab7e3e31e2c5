package io.github.rdpsweep.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Shares as users write them, {@code 1}, {@code 0.5} or {@code 5%}, as numbers from 0 to 1. */
final class PercentConverter implements ITypeConverter<Double> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%?");

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no percentage from 0 to 99, such as 1 or 0.5");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }
}
