package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Summaries of real sweeps are what docs/summary.schema.json says. */
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class SummarySchemaTest {

  @TempDir private Path folder;

  static Stream<Arguments> sweeps() {
    return Stream.of(
        arguments("as it is", ""),
        arguments("repeats and a mark", "--repeat 4 --repeat-spacing 20ms --dscp EF"),
        arguments("policy", "--policy nla-required,no-legacy-rdp --security"),
        arguments("deeper", "--depth identity --policy tls>=1.2,cert-valid>=30d"),
        arguments("unlimited", "--rate unlimited --segment-rate unlimited --retries 0"),
        arguments("a baseline", "--baseline BASELINE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sweeps")
  void summaryIsOfTheSchema(String what, String options) throws IOException {
    Path baseline =
        Files.writeString(
            folder.resolve("baseline.csv"),
            "address,port,verdict\n127.78.0.1,3389,ok\n127.78.0.2,3389,failing\n");
    Path json = folder.resolve("summary.json");
    List<String> arguments = new ArrayList<>();
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      arguments.addAll(
          List.of("scan", "127.78.0.1-8", "-p", "" + host.port(), "-q", "--summary-json"));
      arguments.addAll(List.of(json.toString(), "-o", folder.resolve("rows.csv").toString()));
      if (!options.isEmpty()) {
        arguments.addAll(List.of(options.replace("BASELINE", baseline.toString()).split(" ")));
      }

      Invocation scan = rdpsweep(arguments.toArray(String[]::new));

      assertEquals(new Invocation(0, "", ""), scan);
    }
    JsonNode summary = valid(json);
    List<String> command = new ArrayList<>();
    summary.get("command").forEach(word -> command.add(word.asText()));
    assertEquals(arguments, command);
    assertEquals(what.equals("a baseline"), !summary.get("new_failures").isNull());
  }

  @Test
  void summaryWithFindingsIsOfTheSchema() throws IOException {
    Path json = folder.resolve("demo.json");

    rdpsweep(
        "demo",
        "-q",
        "-o",
        folder.resolve("demo.csv").toString(),
        "--summary-json",
        json.toString());

    assertTrue(valid(json).get("findings").size() > 1);
  }

  private static JsonNode valid(Path json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("..", "docs", "summary.schema.json")), InputFormat.JSON);
    String text = Files.readString(json);
    assertEquals(List.of(), schema.validate(text, InputFormat.JSON));
    return new ObjectMapper().readTree(text);
  }
}
