package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as ISO 8601 in UTC with milliseconds. The minute is kept from call to call: rows that
 * follow each other share it nearly always, while their seconds go back and forth with the
 * timeouts.
 */
final class TimestampText {

  private static final int MILLIS_PER_MINUTE = 60_000;

  private long minute = Long.MIN_VALUE;

  /** The minute up to the colon before the seconds. */
  private byte[] minuteText = {};

  /** Appends the instant. */
  void append(long epochMillis, RowText out) {
    long epochMinute = Math.floorDiv(epochMillis, MILLIS_PER_MINUTE);
    if (epochMinute != minute) {
      minute = epochMinute;
      // Its text leaves out seconds that are zero.
      LocalDateTime time = LocalDateTime.ofEpochSecond(60 * minute, 0, ZoneOffset.UTC);
      minuteText = (time + ":").getBytes(US_ASCII);
    }
    int millis = (int) (epochMillis - epochMinute * MILLIS_PER_MINUTE);
    out.append(minuteText).appendDigits(millis / 1_000, 2);
    out.append('.').appendDigits(millis % 1_000, 3).append('Z');
  }
}
