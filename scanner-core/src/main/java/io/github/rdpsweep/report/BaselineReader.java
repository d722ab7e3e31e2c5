package io.github.rdpsweep.report;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.rdpsweep.diagnosis.Baseline;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.target.IpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Reads the results CSV of an earlier sweep, as far as a baseline needs it. */
public final class BaselineReader {

  private static final int MAX_PORT = 65_535;

  private static final Map<String, Verdict> VERDICTS =
      Arrays.stream(Verdict.values()).collect(toMap(Verdict::label, identity()));

  private BaselineReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static Baseline read(Path file) {
    return CsvRows.read(file, BaselineReader::read);
  }

  private static Baseline read(CsvRows rows) throws IOException {
    int address = column(rows, ResultColumn.ADDRESS);
    int port = column(rows, ResultColumn.PORT);
    int verdict = column(rows, ResultColumn.VERDICT);
    Baseline.Builder baseline = new Baseline.Builder();
    while (rows.next()) {
      if (!rows.cell(address).isEmpty()) { // else a name that was not found
        baseline.add(
            address(rows, rows.cell(address)),
            port(rows, rows.cell(port)),
            verdict(rows, rows.cell(verdict)));
      }
    }
    return baseline.build();
  }

  private static int column(CsvRows rows, ResultColumn column) {
    int place = rows.want(column.label());
    if (place < 0) {
      throw rows.refuse("no column \"" + column.label() + "\"; a baseline is an older results CSV");
    }
    return place;
  }

  private static IpAddress address(CsvRows rows, String text) {
    int zone = text.indexOf('%');
    try {
      return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
    } catch (IllegalArgumentException e) {
      throw rows.refuse(e.getMessage());
    }
  }

  private static int port(CsvRows rows, String text) {
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

  private static Verdict verdict(CsvRows rows, String text) {
    Verdict verdict = VERDICTS.get(text);
    if (verdict == null) {
      throw rows.refuse(quoted(text) + ": no verdict (ok, degraded, failing, absent or unknown)");
    }
    return verdict;
  }

  private static String quoted(String text) {
    return '"' + SafeCell.of(text) + '"';
  }
}
