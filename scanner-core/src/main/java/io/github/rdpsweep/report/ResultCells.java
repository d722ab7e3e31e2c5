package io.github.rdpsweep.report;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.target.IpAddress;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cells of a results CSV as values, a row at a time. The file may be of an older version and lack
 * columns, or have been saved by a spreadsheet with others among them.
 */
final class ResultCells {

  private static final int MAX_PORT = 65_535;
  private static final double MAX_MILLIS = 1e9;

  private static final Map<String, Verdict> VERDICTS =
      Arrays.stream(Verdict.values()).collect(toMap(Verdict::label, identity()));

  private static final Map<String, Cause> CAUSES =
      Arrays.stream(Cause.values()).collect(toMap(Cause::label, identity()));

  private static final Map<String, Outcome> OUTCOMES =
      Arrays.stream(Outcome.values()).collect(toMap(Outcome::label, identity()));

  private static final Map<String, Stage> STAGES =
      Arrays.stream(Stage.values()).collect(toMap(Stage::label, identity()));

  private static final Map<String, Presence> PRESENCES =
      Arrays.stream(Presence.values()).collect(toMap(Presence::label, identity()));

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
    try {
      return addressIn(text);
    } catch (IllegalArgumentException e) {
      throw rows.refuse(e.getMessage());
    }
  }

  /** An address as it is written, without a zone. */
  static IpAddress addressIn(String text) {
    int zone = text.indexOf('%');
    return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
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
    Verdict verdict = verdictIn(text);
    if (verdict == null) {
      throw rows.refuse(quoted(text) + ": no verdict (ok, degraded, failing, absent or unknown)");
    }
    return verdict;
  }

  /** The verdict that a word stands for, or null. */
  static Verdict verdictIn(String text) {
    return VERDICTS.get(text);
  }

  Cause cause() {
    String text = text(ResultColumn.CAUSE);
    Cause cause = CAUSES.get(text);
    if (cause == null) {
      throw rows.refuse(quoted(text) + ": no cause that this version knows");
    }
    return cause;
  }

  /** How it ended, if this version knows the word. */
  Optional<Outcome> knownOutcome() {
    return Optional.ofNullable(OUTCOMES.get(text(ResultColumn.OUTCOME)));
  }

  Outcome outcome() {
    return knownOutcome()
        .orElseThrow(
            () ->
                rows.refuse(
                    quoted(text(ResultColumn.OUTCOME)) + ": no outcome that this version knows"));
  }

  /** The last stage that was begun, if the file says so. */
  Optional<Stage> stage() {
    return Optional.ofNullable(STAGES.get(text(ResultColumn.STAGE)));
  }

  /** What shows that a host exists, if the file says so. */
  Optional<Presence> presence() {
    return places.containsKey(ResultColumn.PRESENCE)
        ? Optional.ofNullable(PRESENCES.get(text(ResultColumn.PRESENCE)))
        : Optional.empty();
  }

  /** A time, which is written in milliseconds; {@link Timings#NOT_MEASURED} if it is empty. */
  long nanos(ResultColumn column) {
    String text = text(column);
    if (text.isEmpty()) {
      return Timings.NOT_MEASURED;
    }
    try {
      // Spreadsheets of some countries write a decimal comma.
      double millis = Double.parseDouble(text.replace(',', '.'));
      if (millis >= 0 && millis <= MAX_MILLIS) {
        return Math.round(millis * 1e3) * 1_000;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw rows.refuse(quoted(text) + ": no time in " + column.label());
  }

  /** A number; -1 if it is empty. */
  int count(ResultColumn column) {
    String text = text(column);
    if (text.isEmpty()) {
      return -1;
    }
    try {
      int count = Integer.parseInt(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw rows.refuse(quoted(text) + ": no number in " + column.label());
  }

  /**
   * The name or names that the target was swept by; empty for addresses, ranges and prefixes. Names
   * have a letter and no colon.
   */
  String name() {
    return nameIn(text(ResultColumn.TARGET));
  }

  /** The name or names in a target as it is written. */
  static String nameIn(String text) {
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
