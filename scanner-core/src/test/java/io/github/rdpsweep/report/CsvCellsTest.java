package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellsTest {

  private final CsvCells cells = new CsvCells();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "``                | ``",
        "ready             | ready",
        "Zürich \ud83d\ude00 | Zürich \ud83d\ude00",
        "a b;c             | a b;c",
        "Hall A, 1         | \"Hall A, 1\"",
        "say \"no\"        | \"say \"\"no\"\"\"",
        "\"                | \"\"\"\"",
        "=1+1              | '=1+1",
        "=1,2              | \"'=1,2\"",
      })
  void quotesOnlyWhatMustBeAndDisarmsTheRest(String text, String cell) {
    assertEquals(cell, cell(text));
  }

  @Test
  void findsACellAgainByTheTextAndNotByTheObject() {
    byte[] first = cells.of("after 7 bytes of a reply");

    assertSame(first, cells.of("after ".concat("7 bytes of a reply")));
  }

  @Test
  void keepsTextsApartThatShareAPlace() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    assertEquals("Aa", cell("Aa"));

    assertEquals("BB", cell("BB"));
    assertEquals("Aa", cell("Aa"));
  }

  @Test
  void neverMistakesOneOfManyTextsForAnother() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertEquals("srv" + i, cell("srv" + i));
      }
    }
  }

  private String cell(String text) {
    String withSeparator = new String(cells.of(text), UTF_8);
    assertEquals(',', withSeparator.charAt(withSeparator.length() - 1));
    return withSeparator.substring(0, withSeparator.length() - 1);
  }
}
