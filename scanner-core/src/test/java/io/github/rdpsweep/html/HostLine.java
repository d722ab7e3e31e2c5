package io.github.rdpsweep.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a line of the rows in a page, as the page's script does. */
final class HostLine {

  private HostLine() {}

  /** The cells of a line by the names of their columns; those that are empty may be missing. */
  static Map<String, String> read(JsonNode parts, String line) {
    Map<String, String> cells = new HashMap<>();
    int tab = line.indexOf('\t');
    read(parts.get(0), split(tab < 0 ? line : line.substring(0, tab)), cells);
    read(parts.get(1), split(tab < 0 ? "" : line.substring(tab + 1)), cells);
    return cells;
  }

  private static void read(JsonNode runs, List<String> pieces, Map<String, String> cells) {
    int at = 0;
    for (JsonNode run : runs) {
      JsonNode columns = run.get("columns");
      if (at >= pieces.size()) {
        return;
      }
      String first = pieces.get(at);
      if (run.has("phrases") && !first.startsWith("!")) {
        put(columns, first.isEmpty() ? List.of() : split(phrase(run, first)), cells);
        at++;
      } else {
        List<String> own =
            new ArrayList<>(pieces.subList(at, Math.min(at + columns.size(), pieces.size())));
        own.set(0, run.has("phrases") ? first.substring(1) : first);
        put(columns, own, cells);
        at += columns.size();
      }
    }
  }

  private static String phrase(JsonNode run, String number) {
    return run.get("phrases").get(Integer.parseInt(number)).asText();
  }

  private static void put(JsonNode columns, List<String> own, Map<String, String> cells) {
    for (int i = 0; i < own.size(); i++) {
      String cell = own.get(i);
      boolean quoted = cell.startsWith("\"");
      cells.put(
          columns.get(i).asText(),
          quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell);
    }
  }

  private static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || (line.charAt(i) == ',' && !quoted)) {
        cells.add(line.substring(from, i));
        from = i + 1;
      } else if (line.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return cells;
  }
}
