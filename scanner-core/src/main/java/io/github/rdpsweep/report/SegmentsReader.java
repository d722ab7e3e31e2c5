package io.github.rdpsweep.report;

import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads named segments: a CSV file with the columns {@code prefix} and {@code name}. All other
 * columns are kept.
 */
public final class SegmentsReader {

  private SegmentsReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static SegmentNames read(Path file) {
    return CsvRows.read(file, SegmentsReader::read);
  }

  private static SegmentNames read(CsvRows rows) throws IOException {
    int prefix = column(rows, "prefix");
    int name = column(rows, "name");
    rows.wantAll();
    List<Integer> others = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < rows.header().size(); i++) {
      if (i != prefix && i != name) {
        others.add(i);
        columns.add(rows.header().get(i));
      }
    }
    Map<Prefix, String> places = new HashMap<>();
    List<NamedPrefix> prefixes = new ArrayList<>();
    while (rows.next()) {
      Prefix segment = prefix(rows, rows.cell(prefix));
      String before = places.putIfAbsent(segment, rows.place());
      if (before != null) {
        throw rows.refuse("\"" + segment + "\": listed before, at " + before);
      }
      prefixes.add(
          new NamedPrefix(segment, rows.cell(name), others.stream().map(rows::cell).toList()));
    }
    return new SegmentNames(columns, prefixes);
  }

  private static int column(CsvRows rows, String name) {
    int place = rows.want(name);
    if (place < 0) {
      throw rows.refuse("no column \"" + name + "\" in the header");
    }
    return place;
  }

  private static Prefix prefix(CsvRows rows, String text) {
    if (text.isEmpty()) {
      throw rows.refuse("a row without prefix");
    }
    try {
      return Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      throw rows.refuse(e.getMessage());
    }
  }
}
