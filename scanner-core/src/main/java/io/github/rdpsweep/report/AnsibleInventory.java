package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hosts that fail or are degraded as an Ansible inventory, in the JSON of dynamic inventories:
 * groups by verdict, cause, outcome and segment, and what is known of each host as its variables.
 * Belongs to one thread.
 */
public final class AnsibleInventory {

  private static final Set<ResultColumn> NEEDED =
      EnumSet.of(
          ResultColumn.TARGET, ResultColumn.ADDRESS, ResultColumn.PORT, ResultColumn.VERDICT);

  /**
   * Columns whose texts are words of ours, if they look like it. All others hold what people and
   * strangers wrote, and Ansible must not take that for templates.
   */
  private static final Set<ResultColumn> OWN_WORDS =
      EnumSet.of(
          ResultColumn.ADDRESS,
          ResultColumn.VERDICT,
          ResultColumn.CAUSE,
          ResultColumn.OUTCOME,
          ResultColumn.STAGE,
          ResultColumn.SEGMENT,
          ResultColumn.STARTED_AT);

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:/%-]*");

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final AnsibleHosts hosts = new AnsibleHosts(AnsibleHosts.MOST);

  /** An inventory without hosts, yet. */
  public AnsibleInventory() {}

  /**
   * Reads the results CSV of a sweep.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static AnsibleInventory read(Path file) {
    return CsvRows.read(file, AnsibleInventory::read);
  }

  private static AnsibleInventory read(CsvRows rows) throws IOException {
    Set<ResultColumn> others = EnumSet.copyOf(AnsibleHosts.VARIABLES);
    others.removeAll(NEEDED);
    ResultCells cells =
        new ResultCells(rows, NEEDED, others, "only results CSVs make an inventory");
    AnsibleInventory inventory = new AnsibleInventory();
    while (rows.next()) {
      check(cells);
      inventory.hosts.add(cells::text);
    }
    return inventory;
  }

  /** The file may have been made by anyone. */
  private static void check(ResultCells cells) {
    cells.verdict();
    cells.port();
    if (cells.hasAddress()) {
      cells.address();
    }
  }

  /** Takes the bytes of the results CSV while it is written. */
  public OutputStream rows() {
    return ReshapedResults.into(new TextRows(hosts::add));
  }

  /** Hosts that there was no room for: an inventory holds 100,000. */
  public long leftOut() {
    return hosts.leftOut();
  }

  /** Writes the answer to {@code --list}. */
  public void writeList(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("_meta");
      json.writeObjectFieldStart("hostvars");
      for (String name : hosts.names()) {
        json.writeFieldName(name);
        variables(json, name);
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("all");
      json.writeArrayFieldStart("children");
      for (String group : hosts.groups()) {
        json.writeString(group);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("vars");
      json.writeNumberField("rdpsweep_left_out", hosts.leftOut());
      json.writeEndObject();
      json.writeEndObject();
      for (String group : hosts.groups()) {
        json.writeObjectFieldStart(group);
        json.writeArrayFieldStart("hosts");
        for (String name : hosts.hostsOf(group)) {
          json.writeString(name);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Writes the answer to {@code --host}: no variables for a host that is not there. */
  public void writeHost(OutputStream out, String name) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      variables(json, name);
      json.writeRaw('\n');
    }
  }

  private void variables(JsonGenerator json, String name) throws IOException {
    Map<ResultColumn, String> variables = hosts.variables(name);
    json.writeStartObject();
    String address = variables.get(ResultColumn.ADDRESS);
    if (address != null) {
      json.writeStringField("ansible_host", address);
    }
    for (Map.Entry<ResultColumn, String> variable : variables.entrySet()) {
      String text = variable.getValue();
      json.writeFieldName("rdpsweep_" + variable.getKey().label());
      if (variable.getKey().isNumber()) {
        json.writeNumber(text);
      } else if (OWN_WORDS.contains(variable.getKey()) && WORD.matcher(text).matches()) {
        json.writeString(text);
      } else {
        json.writeStartObject();
        json.writeStringField("__ansible_unsafe", text);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}
