package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the pages on CSV files equal to the columns that are written. */
class CsvPageTest {

  private static final Path PAGES = Path.of("..", "docs");

  /** A table row that begins with a column's name. */
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9_]+)` \\|.*");

  /** Name, meaning, unit or form, when it is empty, example; none of them blank. */
  private static final Pattern WHOLE_ROW = Pattern.compile("\\|( [^|]*[^| ][^|]* \\|){5}");

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments("csv.md", Arrays.stream(ResultColumn.values()).map(ResultColumn::label).toList()),
        arguments(
            "segments-csv.md",
            Arrays.stream(SegmentColumn.values()).map(SegmentColumn::label).toList()),
        arguments(
            "diff.md", Arrays.stream(ChangeColumn.values()).map(ChangeColumn::label).toList()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void pageHasEveryColumnInOrder(String page, List<String> written) throws IOException {
    List<String> described =
        rows(page).stream().map(row -> ROW.matcher(row).replaceFirst("$1")).toList();

    assertEquals(written, described);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everyColumnIsDescribedInFull(String page, List<String> written) throws IOException {
    List<String> incomplete =
        rows(page).stream().filter(row -> !WHOLE_ROW.matcher(row).matches()).toList();

    assertEquals(List.of(), incomplete);
    assertEquals(written.size(), rows(page).size());
  }

  /** So that no later column is a text in JSON by mistake. */
  @ParameterizedTest
  @EnumSource
  void columnsOfNumbersAreDescribedAsSuch(ResultColumn column) throws IOException {
    String row =
        rows("csv.md").stream()
            .filter(line -> line.startsWith("| `" + column.label() + "` |"))
            .findFirst()
            .orElseThrow();
    String unit = row.split("\\|", -1)[3].strip();

    assertEquals(column.isNumber(), unit.matches("(number|ms|s|percent|octets)(,.*)?"), unit);
  }

  /** Those below the heading of the columns. */
  private static List<String> rows(String page) throws IOException {
    return Files.readAllLines(PAGES.resolve(page)).stream()
        .dropWhile(line -> !line.startsWith("| column |"))
        .filter(ROW.asMatchPredicate())
        .toList();
  }
}
