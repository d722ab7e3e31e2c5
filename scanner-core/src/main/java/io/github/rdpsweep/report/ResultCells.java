package io.github.rdpsweep.report;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.target.IpAddress;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Cells of a results CSV as values, a row at a time. The file may be of an older version and lack
 * columns, or have been saved by a spreadsheet with others among them.
 */
final class ResultCells {

  private static final int MAX_PORT = 65_535;

  private static final Map<String, Verdict> VERDICTS =
      Arrays.stream(Verdict.values()).collect(toMap(Verdict::label, identity()));

  private final CsvRows rows;
  private final Map<ResultColumn, Integer> places = new EnumMap<>(ResultColumn.class);

  /**
   * Looks for columns.
   *
   * @param needed those without which nothing can be done
   * @param wanted those that may be missing
   * @param need what to tell someone whose file lacks a needed one
   */
  ResultCells(CsvRows rows, Set<ResultColumn> needed, Set<ResultColumn> wanted, String need) {
    this.rows = rows;
    for (ResultColumn column : needed) {
      int place = rows.want(column.label());
      if (place < 0) {
        throw rows.refuse("no column \"" + column.label() + "\"; " + need);
      }
      places.put(column, place);
    }
    for (ResultColumn column : wanted) {
      int place = rows.want(column.label());
      if (place >= 0) {
        places.put(column, place);
      }
    }
  }

  /** A cell as it is written; empty if the file has no such column. */
  String text(ResultColumn column) {
    Integer place = places.get(column);
    return place == null ? "" : rows.cell(place);
  }

  /** Whether the row has an address; that of a name that was not found has none. */
  boolean hasAddress() {
    return !text(ResultColumn.ADDRESS).isEmpty();
  }

  /** The address, without a zone. */
  IpAddress address() {
    String text = text(ResultColumn.ADDRESS);
    int zone = text.indexOf('%');
    try {
      return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
    } catch (IllegalArgumentException e) {
      throw rows.refuse(e.getMessage());
    }
  }

  int port() {
    String text = text(ResultColumn.PORT);
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw rows.refuse(quoted(text) + ": no port");
  }

  Verdict verdict() {
    String text = text(ResultColumn.VERDICT);
    Verdict verdict = VERDICTS.get(text);
    if (verdict == null) {
      throw rows.refuse(quoted(text) + ": no verdict (ok, degraded, failing, absent or unknown)");
    }
    return verdict;
  }

  /**
   * The name or names that the target was swept by; empty for addresses, ranges and prefixes. Names
   * have a letter and no colon.
   */
  String name() {
    String text = text(ResultColumn.TARGET);
    boolean hasLetter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return "";
      }
      hasLetter |= Character.isLetter(c);
    }
    return hasLetter ? text : "";
  }

  private static String quoted(String text) {
    return '"' + SafeCell.of(text) + '"';
  }
}
