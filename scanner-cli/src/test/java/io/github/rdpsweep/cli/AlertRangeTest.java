package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of ranges in the Monitoring Plugins guidelines, section "Threshold and Ranges". */
final class AlertRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10, -0.1, true",
    "10, 0, false",
    "10, 10, false",
    "10, 10.1, true",
    "10:, 9.9, true",
    "10:, 10, false",
    "10:, 1e9, false",
    "~:10, -1e9, false",
    "~:10, 10.1, true",
    "10:20, 9, true",
    "10:20, 10, false",
    "10:20, 20, false",
    "10:20, 21, true",
    "@10:20, 9, false",
    "@10:20, 10, true",
    "@10:20, 20, true",
    "@10:20, 21, false",
    "0.5, 0.6, true",
    "-5:5, -4.9, false",
  })
  void alertsAsTheGuidelinesSay(String range, double value, boolean alert) {
    assertEquals(alert, AlertRange.parse(range).isAlert(value));
    assertEquals(range, AlertRange.parse(range).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "@", "@:", "x", "1:2:3", "1s", "~", "1e3", "1;2", "5:~", "|"})
  void refusesWhatIsNone(String text) {
    assertEquals(
        '"' + text + "\" is no range such as 10, 10:, ~:10, 10:20 or @10:20",
        assertThrows(IllegalArgumentException.class, () -> AlertRange.parse(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20:10", "-1", "@5:4"})
  void refusesWhatEndsBeforeItStarts(String text) {
    assertEquals(
        '"' + text + "\" is no range: it starts behind its end",
        assertThrows(IllegalArgumentException.class, () -> AlertRange.parse(text)).getMessage());
  }
}
