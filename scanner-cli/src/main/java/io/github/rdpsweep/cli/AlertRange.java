package io.github.rdpsweep.cli;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * Values that give no alert, as the Monitoring Plugins guidelines write them: {@code 10} for 0 to
 * 10, {@code 10:} for 10 or more, {@code ~:10} for 10 or less, {@code 10:20}, and {@code @10:20}
 * for all but these.
 *
 * @param start the lowest of them
 * @param end the highest of them
 * @param inverted whether these are the ones that do give an alert
 * @param text as it was written
 */
record AlertRange(double start, double end, boolean inverted, String text) {

  private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,15})?";
  private static final Pattern FORM =
      Pattern.compile("(@?)(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?");

  AlertRange {
    Objects.requireNonNull(text);
  }

  static AlertRange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || (matcher.group(2) == null && matcher.group(4) == null)) {
      throw refused(text, "is no range such as 10, 10:, ~:10, 10:20 or @10:20");
    }
    String from = matcher.group(2);
    String to = matcher.group(4);
    double start =
        from == null ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : Double.parseDouble(from);
    double end = to == null ? Double.POSITIVE_INFINITY : Double.parseDouble(to);
    if (start > end) {
      throw refused(text, "is no range: it starts behind its end");
    }
    return new AlertRange(start, end, !matcher.group(1).isEmpty(), text);
  }

  private static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException('"' + text + "\" " + reason);
  }

  /** Whether a value gives an alert. */
  boolean isAlert(double value) {
    boolean inside = value >= start && value <= end;
    return inside == inverted;
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<AlertRange> {
    @Override
    public AlertRange convert(String text) {
      return parse(text);
    }
  }
}
