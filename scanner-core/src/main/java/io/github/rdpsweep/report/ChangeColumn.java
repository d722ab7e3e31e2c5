package io.github.rdpsweep.report;

import java.util.Locale;

/** The columns of the CSV of changes, in their order; new ones are only ever added at the end. */
public enum ChangeColumn {
  CHANGE,
  SEGMENT,
  ADDRESS,
  PORT,
  NAME,
  TARGETS,
  OF,
  BEFORE,
  AFTER,
  OUTCOME,
  CAUSE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the header row; stable. */
  public String label() {
    return label;
  }
}
