package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts Ansible gets, by which names, and in which groups. */
final class AnsibleInventoryTest {

  private static final String HEADER =
      "target,address,port,segment,verdict,cause,outcome,detail,cert_subject,segment_name\n";

  @TempDir private Path folder;

  @Test
  void groupsHostsThatNeedWork() throws IOException {
    JsonNode json =
        list(
            "10.0.0.0/24,10.0.0.1,3389,10.0.0.0/24,ok,,ready,,,Ulm",
            "10.0.0.0/24,10.0.0.2,3389,10.0.0.0/24,failing,service,refused,,,Ulm",
            "10.0.0.0/24,10.0.0.3,3389,10.0.0.0/24,degraded,network,ready,,,Ulm",
            "10.0.0.0/24,10.0.0.4,3389,10.0.0.0/24,absent,,silent,,,Ulm",
            "10.0.0.0/24,10.0.0.5,3389,10.0.0.0/24,unknown,,not-sent,,,Ulm",
            "2001:db8::/64,2001:db8::1,3389,2001:db8::/64,failing,service,hung,,,");

    assertEquals(List.of("10.0.0.2", "10.0.0.3", "2001:db8::1"), names(json.at("/_meta/hostvars")));
    assertEquals(List.of("10.0.0.2", "2001:db8::1"), hosts(json, "cause_service"));
    assertEquals(List.of("10.0.0.3"), hosts(json, "cause_network"));
    assertEquals(List.of("10.0.0.2", "2001:db8::1"), hosts(json, "verdict_failing"));
    assertEquals(List.of("10.0.0.3"), hosts(json, "verdict_degraded"));
    assertEquals(List.of("2001:db8::1"), hosts(json, "outcome_hung"));
    assertEquals(List.of("10.0.0.2", "10.0.0.3"), hosts(json, "segment_10_0_0_0_24"));
    assertEquals(List.of("2001:db8::1"), hosts(json, "segment_2001_db8___64"));
    assertEquals(List.of("10.0.0.2", "10.0.0.3"), hosts(json, "segment_name_Ulm"));
    JsonNode variables = json.at("/_meta/hostvars/10.0.0.2");
    assertEquals("10.0.0.2", variables.get("ansible_host").asText());
    assertEquals(3389, variables.get("rdpsweep_port").intValue());
    assertEquals("refused", variables.get("rdpsweep_outcome").asText());
    assertEquals("10.0.0.0/24", variables.at("/rdpsweep_target/__ansible_unsafe").asText());
    for (String child : texts(json.at("/all/children"))) {
      assertTrue(json.has(child), child);
      assertTrue(child.matches("[A-Za-z_][A-Za-z0-9_]*"), child);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "srv1.example.com, srv1.example.com",
    "srv1.example.com:3390, srv1.example.com",
    "SRV_1, SRV_1",
    "srv1 srv2, srv1",
    "10.0.0.9, 10.0.0.9",
    "10.0.0.9:3390, 10.0.0.9",
    "10.0.0.0/24, 10.0.0.9",
    "10.0.0.1-10.0.0.99, 10.0.0.9",
    "fe80::1, 10.0.0.9",
    "{{ 7*7 }}, 10.0.0.9",
  })
  void namesHostsAsTheUserDid(String target, String name) throws IOException {
    JsonNode json = list(target + ",10.0.0.9,3389,10.0.0.0/24,failing,service,refused,,,");

    assertEquals(List.of(name), names(json.at("/_meta/hostvars")));
    assertEquals("10.0.0.9", json.at("/_meta/hostvars").get(name).get("ansible_host").asText());
  }

  @Test
  void furtherAddressesOfANameGoByThemselves() throws IOException {
    JsonNode json =
        list(
            "srv,10.0.0.1,3389,10.0.0.0/24,failing,service,refused,,,",
            "srv,10.0.0.2,3389,10.0.0.0/24,failing,service,refused,,,");

    assertEquals(List.of("10.0.0.2", "srv"), hosts(json, "cause_service"));
  }

  @Test
  void ofSeveralPortsTheWorstSpeaksForTheHost() throws IOException {
    JsonNode json =
        list(
            "10.0.0.1,10.0.0.1,3389,10.0.0.0/24,degraded,network,ready,,,",
            "10.0.0.1,10.0.0.1,3390,10.0.0.0/24,failing,service,refused,,,",
            "10.0.0.1,10.0.0.1,3391,10.0.0.0/24,degraded,network,ready,,,");

    assertEquals(3390, json.at("/_meta/hostvars/10.0.0.1/rdpsweep_port").intValue());
    assertEquals(List.of("10.0.0.1"), hosts(json, "cause_service"));
    assertEquals(List.of("10.0.0.1"), hosts(json, "cause_network"));
  }

  @Test
  void marksWhatStrangersWroteAsNoTemplate() throws IOException {
    String hostile = "CN={{ lookup('pipe','id') }}";
    JsonNode json =
        list(
            "x,10.0.0.1,3389,10.0.0.0/24,failing,{{ 1 }},refused,\"a, b\",\""
                + hostile
                + "\",{% x %}");

    JsonNode variables = json.at("/_meta/hostvars/x");
    assertEquals(hostile, variables.at("/rdpsweep_cert_subject/__ansible_unsafe").asText());
    assertEquals("a, b", variables.at("/rdpsweep_detail/__ansible_unsafe").asText());
    assertEquals("{{ 1 }}", variables.at("/rdpsweep_cause/__ansible_unsafe").asText());
    assertEquals(List.of("x"), hosts(json, "segment_name____x___"));
  }

  @Test
  void readsAFileAsItTakesRows() throws IOException {
    String[] rows = {
      "srv,10.0.0.1,3389,10.0.0.0/24,failing,service,refused,\"a \"\"b\"\"\",'=1+1,Ulm",
      "10.0.0.2,10.0.0.2,3389,10.0.0.0/24,degraded,network,ready,,,Ulm"
    };
    Path file = folder.resolve("results.csv");
    Files.writeString(file, HEADER + String.join("\n", rows) + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    AnsibleInventory inventory = AnsibleInventory.read(file);
    inventory.writeList(out);

    assertEquals(list(rows), new ObjectMapper().readTree(out.toByteArray()));
    out.reset();
    inventory.writeHost(out, "srv");
    assertEquals(
        list(rows).at("/_meta/hostvars/srv"), new ObjectMapper().readTree(out.toByteArray()));
    out.reset();
    inventory.writeHost(out, "nobody");
    assertEquals("{ }\n", out.toString(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,10.0.0.1,3389,s,bad,c,o,d,c,s | :2: \"bad\": no verdict (ok, degraded, failing, absent or"
            + " unknown)",
        "x,{{ 1 }},3389,s,failing,c,o,d,c,s | :2: \"{{ 1 }}\": not an IPv4 address, which has four numbers",
        "x,10.0.0.1,x,s,failing,c,o,d,c,s | :2: \"x\": no port"
      })
  void refusesAFileThatIsNoResults(String row, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("results.csv"), HEADER + row + "\n");

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AnsibleInventory.read(file));
    assertEquals(file + reason, refusal.getMessage());
  }

  @Test
  void holdsNoMoreThanItsLimit() {
    AnsibleHosts hosts = new AnsibleHosts(2);
    for (int i = 1; i <= 5; i++) {
      String address = "10.0.0." + i;
      for (String verdict : List.of("degraded", "failing")) {
        hosts.add(
            column ->
                switch (column) {
                  case ADDRESS, TARGET -> address;
                  case VERDICT -> verdict;
                  default -> "x";
                });
      }
    }

    assertEquals(List.of("10.0.0.1", "10.0.0.2"), hosts.names());
    assertEquals("failing", hosts.variables("10.0.0.2").get(ResultColumn.VERDICT));
    assertEquals(6, hosts.leftOut());
  }

  /** The inventory of rows as they are written. */
  private static JsonNode list(String... rows) throws IOException {
    AnsibleInventory inventory = new AnsibleInventory();
    inventory.rows().write((HEADER + String.join("\n", rows) + "\n").getBytes(UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inventory.writeList(out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static List<String> hosts(JsonNode json, String group) {
    return texts(json.get(group).get("hosts"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
