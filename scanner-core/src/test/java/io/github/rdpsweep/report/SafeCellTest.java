package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {

  static Stream<Arguments> dangerousText() {
    return Stream.of(
        arguments("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
        arguments("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        arguments("-2+3+cmd", "'-2+3+cmd"),
        arguments("-1e5+cmd", "'-1e5+cmd"),
        arguments("-1,", "'-1,"),
        arguments("+", "'+"),
        arguments("@SUM(1;1)", "'@SUM(1;1)"),
        arguments("=", "'="),
        arguments("\uff1d1+1", "'\uff1d1+1"),
        arguments("\uff0b1", "'\uff0b1"),
        arguments("\uff0d1", "'\uff0d1"),
        arguments("\uff20x", "'\uff20x"),
        // behind what spreadsheets strip
        arguments("  =1+1", "  '=1+1"),
        arguments("\u00a0=1+1", "\u00a0'=1+1"),
        arguments("\u200b=1+1", "\u200b'=1+1"),
        arguments("\"=1+1", "\"'=1+1"),
        // in a cell that only another list separator makes
        arguments("a;=1+1", "a;'=1+1"),
        arguments("a; \"@x", "a; \"'@x"),
        arguments("=a;=b", "'=a;'=b"),
        // control characters
        arguments("\t=1+1", "\\t=1+1"),
        arguments("\r=1+1", "\\r=1+1"),
        arguments("SSH-2.0-x\r\n", "SSH-2.0-x\\r\\n"),
        arguments("\u001b[31mred", "\\x1b[31mred"),
        arguments("nul\u0000\u007f\u0085", "nul\\x00\\x7f\\x85"),
        arguments("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        arguments("txt.\u202eexe", "txt.\\u202eexe"),
        arguments("\ufeff=1", "\\ufeff=1"),
        // what has no UTF-8
        arguments("\ud83d", "\\ud83d"),
        arguments("\ude00x", "\\ude00x"),
        arguments("\ud83d\ud83d\ude00", "\\ud83d\ud83d\ude00"));
  }

  @ParameterizedTest
  @MethodSource("dangerousText")
  void disarmsText(String text, String safe) {
    assertEquals(safe, SafeCell.of(text));
  }

  @ParameterizedTest
  @MethodSource("dangerousText")
  void leavesDisarmedTextAlone(String text, String safe) {
    assertSame(safe, SafeCell.of(safe));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10.0.0.0/24",
        "10.0.0.1-99",
        "2001:db8::/64",
        "rdp-01.example",
        "a=b",
        "1+1",
        "it's, \"quoted\"",
        "a;b",
        "Zürich 東京 \ud83d\ude00",
        "-12",
        "-12.5",
        "+3",
        "-12,5",
        "+1.234.567,89",
        "-.5",
        "-1.5e-3",
        "-5%",
        "42",
      })
  void leavesHarmlessTextAndNumbersAlone(String text) {
    assertSame(text, SafeCell.of(text));
  }
}
