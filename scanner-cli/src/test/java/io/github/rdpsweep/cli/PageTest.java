package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class PageTest {

  private final StringWriter text = new StringWriter();

  @Test
  void wrapsBetweenWordsAndHangsUnderTheBullet() {
    page(Ansi.OFF, 20).item("  ", "- ", "one two three four five six");

    assertEquals("  - one two three\n    four five six\n", printed());
  }

  @Test
  void fillsALineToItsLastColumn() {
    page(Ansi.OFF, 7).paragraph("", "abc def ghi");

    assertEquals("abc def\nghi\n", printed());
  }

  @Test
  void leavesAWordThatIsTooLongWhole() {
    page(Ansi.OFF, 10).paragraph("  ", "see HKLM\\SYSTEM\\CurrentControlSet now");

    assertEquals("  see\n  HKLM\\SYSTEM\\CurrentControlSet\n  now\n", printed());
  }

  @Test
  void leavesCommandsWhole() {
    page(Ansi.OFF, 10).verbatim("  reg query \"a b c\" /v d");

    assertEquals("  reg query \"a b c\" /v d\n", printed());
  }

  @Test
  void printsHeadingsInBoldOnlyWhereTheTerminalCan() {
    page(Ansi.ON, 80).heading("silent", "outcome");
    page(Ansi.OFF, 80).heading("silent", "outcome");

    assertEquals("\u001b[1msilent\u001b[21m\u001b[0m (outcome)\nsilent (outcome)\n", printed());
  }

  private Page page(Ansi ansi, int width) {
    return new Page(new PrintWriter(text, true), Help.defaultColorScheme(ansi), width);
  }

  private String printed() {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
