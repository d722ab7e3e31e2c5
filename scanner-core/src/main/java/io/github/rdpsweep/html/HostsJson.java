package io.github.rdpsweep.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.SegmentTally;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of a report, by column, so that a browser can keep them as arrays of numbers: words are
 * listed once, and named by their places in that list. Columns with nothing in them are left out.
 */
final class HostsJson {

  private final JsonGenerator json;
  private final List<HostRow> rows;

  private HostsJson(JsonGenerator json, List<HostRow> rows) {
    this.json = json;
    this.rows = rows;
  }

  static void write(JsonGenerator json, HostSample hosts, SegmentTally segments)
      throws IOException {
    HostsJson all = new HostsJson(json, hosts.byAddress());
    json.writeStartObject();
    json.writeNumberField("size", all.rows.size());
    json.writeObjectFieldStart("columns");
    all.words(ResultColumn.ADDRESS.label(), HostRow::address);
    all.words(ResultColumn.SEGMENT.label(), row -> segment(row, segments));
    for (int i = 1; i < HostRow.WORDS.size(); i++) {
      int place = i;
      all.words(HostRow.WORDS.get(i).label(), row -> row.word(place));
    }
    for (int i = 0; i < HostRow.NUMBERS.size(); i++) {
      all.numbers(HostRow.NUMBERS.get(i).label(), i);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** As it is counted, whatever an older file says. */
  private static String segment(HostRow row, SegmentTally segments) {
    Optional<IpAddress> address = HostSample.address(row.address());
    if (address.isEmpty()) {
      return "";
    }
    InetAddress inet = address.get().toInetAddress();
    Prefix prefix =
        segments.placeOf(inet).map(NamedPrefix::prefix).orElseGet(() -> Prefix.segmentOf(inet));
    return prefix.toString();
  }

  private void words(String name, Function<HostRow, String> cell) throws IOException {
    Map<String, Integer> places = new LinkedHashMap<>();
    int[] at = new int[rows.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = places.computeIfAbsent(cell.apply(rows.get(i)), any -> places.size());
    }
    if (places.isEmpty() || (places.size() == 1 && places.containsKey(""))) {
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeArrayFieldStart("words");
    for (String word : places.keySet()) {
      json.writeString(word);
    }
    json.writeEndArray();
    json.writeFieldName("at");
    json.writeArray(at, 0, at.length);
    json.writeEndObject();
  }

  private void numbers(String name, int column) throws IOException {
    if (rows.stream().allMatch(row -> row.number(column) == HostRow.NOTHING)) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (HostRow row : rows) {
      int thousandths = row.number(column);
      if (thousandths == HostRow.NOTHING) {
        json.writeNull();
      } else if (thousandths % 1_000 == 0) {
        json.writeNumber(thousandths / 1_000);
      } else {
        json.writeNumber(thousandths / 1e3);
      }
    }
    json.writeEndArray();
  }
}
