package io.github.rdpsweep.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rdpsweep.report.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The rows of a report: a text with a line for each, and what is needed to read it. A line is made
 * of pieces with commas between them, each the cells of some neighbouring columns as the results
 * CSV has them, or the number of a phrase, which is such cells. Where a phrase was expected, and
 * there was no room for another one, an exclamation mark stands before the cells. What is missing
 * at the end of a line is empty.
 */
final class HostsJson {

  private HostsJson() {}

  /**
   * Writes an object.
   *
   * @param out where the generator writes to
   */
  static void write(JsonGenerator json, OutputStream out, HostSample hosts) throws IOException {
    HostRows rows = hosts.rows();
    json.writeStartObject();
    json.writeNumberField("size", rows.size());
    json.writeArrayFieldStart("parts");
    write(json, hosts.lines().head());
    write(json, hosts.lines().tail());
    json.writeEndArray();
    json.writeFieldName("rows");
    json.writeRawValue("\"");
    json.flush(); // what follows is encoded, so it goes past the generator
    rows.writeTo(out);
    json.writeRaw('"');
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<ColumnRun> part) throws IOException {
    json.writeStartArray();
    for (ColumnRun run : part) {
      write(json, run);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ColumnRun run) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (ResultColumn column : run.columns()) {
      json.writeString(column.label());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("numbers");
    for (ResultColumn column : run.columns()) {
      json.writeBoolean(column.isNumber());
    }
    json.writeEndArray();
    if (run.isCommon()) {
      json.writeArrayFieldStart("phrases");
      for (String phrase : run.phrases()) {
        json.writeString(phrase);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
