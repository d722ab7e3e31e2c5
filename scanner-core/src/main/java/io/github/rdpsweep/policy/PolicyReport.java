package io.github.rdpsweep.policy;

import java.util.List;

/**
 * How a host stands to a {@link Policy}.
 *
 * @param violated the checks that it does not comply with
 * @param notKnown the checks that could not be answered
 */
public record PolicyReport(List<String> violated, List<String> notKnown) {

  private static final String ALL_SATISFIED = "none";

  public PolicyReport {
    violated = List.copyOf(violated);
    notKnown = List.copyOf(notKnown);
  }

  /** The checks that are violated by what {@link #text} said. */
  public static List<String> violatedBy(String text) {
    return text.isEmpty() || text.equals(ALL_SATISFIED) ? List.of() : List.of(text.split(" "));
  }

  /** Whether a violation was shown. */
  public boolean isViolated() {
    return !violated.isEmpty();
  }

  /**
   * The violated checks with blanks between them; {@code none} if all checks were answered and
   * complied with; empty if no violation was shown but not every check answered.
   */
  public String text() {
    if (isViolated()) {
      return String.join(" ", violated);
    }
    return notKnown.isEmpty() ? ALL_SATISFIED : "";
  }
}
