package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/csv.md equal to the columns that are written. */
class CsvPageTest {

  private static final Path PAGE = Path.of("..", "docs", "csv.md");

  /** A table row that begins with a column's name. */
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9_]+)` \\|.*");

  /** Name, meaning, unit or form, when it is empty, example; none of them blank. */
  private static final Pattern WHOLE_ROW = Pattern.compile("\\|( [^|]*[^| ][^|]* \\|){5}");

  @Test
  void pageHasEveryColumnInOrder() throws IOException {
    List<String> written = Arrays.stream(ResultColumn.values()).map(ResultColumn::label).toList();

    List<String> described =
        rows().stream().map(row -> ROW.matcher(row).replaceFirst("$1")).toList();

    assertEquals(written, described);
  }

  @Test
  void everyColumnIsDescribedInFull() throws IOException {
    List<String> incomplete =
        rows().stream().filter(row -> !WHOLE_ROW.matcher(row).matches()).toList();

    assertEquals(List.of(), incomplete);
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().filter(ROW.asMatchPredicate()).toList();
  }
}
