package io.github.rdpsweep.report;

import java.time.LocalDate;

/**
 * Instants as ISO 8601 in UTC with milliseconds. The date is kept from call to call: a sweep's rows
 * share it, while their seconds go back and forth with the timeouts.
 */
final class TimestampText {

  private static final long MILLIS_PER_DAY = 86_400_000;

  private long day;
  private String date = LocalDate.EPOCH.toString();

  /** Appends the instant. */
  void append(long epochMillis, CellText out) {
    long epochDay = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
    if (epochDay != day) {
      day = epochDay;
      date = LocalDate.ofEpochDay(epochDay).toString();
    }
    int millis = (int) (epochMillis - epochDay * MILLIS_PER_DAY);
    out.append(date).append('T');
    out.appendPadded(millis / 3_600_000, 2).append(':');
    out.appendPadded(millis / 60_000 % 60, 2).append(':');
    out.appendPadded(millis / 1_000 % 60, 2).append('.');
    out.appendPadded(millis % 1_000, 3).append('Z');
  }
}
