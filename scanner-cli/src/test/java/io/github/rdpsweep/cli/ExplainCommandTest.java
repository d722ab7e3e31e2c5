package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainCommandTest {

  @Test
  void explainsTheDialogsCodeAndEveryOtherFour() {
    Invocation explain = rdpsweep("explain", "0x4");

    assertEquals(0, explain.exitCode());
    assertEquals("", explain.err());
    List<String> headings =
        explain.out().lines().filter(line -> line.matches("\\S+ \\(.*\\)")).toList();
    assertEquals("0x4 (client error code)", headings.get(0));
    assertEquals(10, headings.size());
    assertTrue(headings.contains("INCONSISTENT_FLAGS (RDP_NEG_FAILURE failureCode 4)"));
    assertTrue(headings.contains("ERRINFO_LOGON_TIMEOUT (errorInfo of a Set Error Info PDU 4)"));
  }

  @Test
  void takesALayerAndACodeAsTwoWords() {
    Invocation explain = rdpsweep("explain", "failure", "5");

    assertEquals(0, explain.exitCode());
    assertTrue(
        explain.out().startsWith("HYBRID_REQUIRED_BY_SERVER (RDP_NEG_FAILURE failureCode 5)\n"),
        explain.out());
    assertEquals(explain, rdpsweep("explain", "HYBRID_REQUIRED_BY_SERVER"));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void saysOfEveryOutcomeWhatToCheckNext(Outcome outcome) {
    Invocation explain = rdpsweep("explain", outcome.label());

    assertEquals(0, explain.exitCode());
    assertTrue(explain.out().startsWith(outcome.label() + " (outcome)\n"), explain.out());
    assertTrue(explain.out().contains("\n  Consistent with\n"), explain.out());
    assertTrue(explain.out().contains("\n  Check next\n    - "), explain.out());
  }

  @Test
  void unknownWordIsOneLineWithTheNearest() {
    assertEquals(
        new Invocation(2, "", "rdpsweep: nothing known of \"silnt\"; did you mean silent?\n"),
        rdpsweep("explain", "silnt"));
  }

  @Test
  void unknownNumberIsOneLine() {
    assertEquals(
        new Invocation(
            2,
            "",
            "rdpsweep: nothing known of \"failure 99\";"
                + " 'rdpsweep explain' lists all that can be explained\n"),
        rdpsweep("explain", "failure", "99"));
  }

  @Test
  void listsAllWithoutAWord() {
    Invocation explain = rdpsweep("explain");

    assertEquals(0, explain.exitCode());
    for (Outcome outcome : Outcome.values()) {
      assertTrue(explain.out().contains(outcome.label()), outcome.label());
    }
    assertTrue(explain.out().contains("HYBRID_REQUIRED_BY_SERVER 5"), explain.out());
  }

  @Test
  void usesNoColoursWhereThereIsNoTerminal() {
    assertFalse(rdpsweep("explain", "0x4").out().contains("\u001b"));
  }
}
