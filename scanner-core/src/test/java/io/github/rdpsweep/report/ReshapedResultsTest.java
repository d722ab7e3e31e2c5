package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReshapedResultsTest {

  private static final CsvStyle EXCEL = new CsvStyle(';', ',', true);

  private static final String RESULTS =
      """
      target,address,port,detail,connect_ms,clock_skew_s,inventory_Nr
      10.0.0.0/24,10.0.0.7,3389,"SSH-2.0 ""x"", \\x1b",12.503,-2.4,"1,5"
      <script>,,3389,'=cmd|' /C;calc'!A0,,,7.5
      """;

  @TempDir private Path folder;

  @Test
  void writesAnObjectForEachRowWithoutEmptyCells() throws IOException {
    assertEquals(
        """
        {"target":"10.0.0.0/24","address":"10.0.0.7","port":3389,"detail":"SSH-2.0 \\"x\\", \\\\x1b","connect_ms":12.503,"clock_skew_s":-2.4,"inventory_Nr":"1,5"}
        {"target":"<script>","port":3389,"detail":"'=cmd|' /C;calc'!A0","inventory_Nr":"7.5"}
        """,
        ndjson(RESULTS, List.of()));
  }

  @Test
  void writesTheColumnsThatAreWantedInTheirOrder() throws IOException {
    List<String> columns = List.of("detail", "address");

    assertEquals(
        """
        detail,address
        "SSH-2.0 ""x"", \\x1b",10.0.0.7
        '=cmd|' /C;calc'!A0,
        """,
        csv(RESULTS, columns, CsvStyle.PLAIN));
    assertEquals(
        """
        {"detail":"SSH-2.0 \\"x\\", \\\\x1b","address":"10.0.0.7"}
        {"detail":"'=cmd|' /C;calc'!A0"}
        """,
        ndjson(RESULTS, columns));
    assertEquals("{\"connect_ms\":12.503}\n{}\n", ndjson(RESULTS, List.of("connect_ms")));
  }

  @Test
  void writesForSpreadsheetsWithDecimalCommas() throws IOException {
    assertEquals(
        """
        \ufefftarget;address;port;detail;connect_ms;clock_skew_s;inventory_Nr
        10.0.0.0/24;10.0.0.7;3389;"SSH-2.0 ""x"", \\x1b";12,503;-2,4;"1,5"
        <script>;;3389;"'=cmd|' /C;calc'!A0";;;7.5
        """,
        csv(RESULTS, List.of(), EXCEL));
  }

  @Test
  void leavesPlainResultsAlone() {
    OutputStream out = OutputStream.nullOutputStream();

    assertSame(out, ReshapedResults.csv(out, List.of(), CsvStyle.PLAIN));
  }

  @Test
  void refusesAColumnThatThereIsNot() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> ndjson(RESULTS, List.of("adress")));

    assertEquals("\"adress\": no such column", thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001b]0;x\u0007", "=1+1", "\"", "\\", "\",\"", "a,b;c\td", "ü€😀"})
  void keepsWhatIsWrittenInAllForms(String detail) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream excel = new ByteArrayOutputStream();
    ResultsCsv csv =
        new ResultsCsv(
            new ManyOutputs(
                List.of(
                    new ManyOutputs.Place("csv", out),
                    new ManyOutputs.Place("json", ReshapedResults.ndjson(json, List.of())),
                    new ManyOutputs.Place("excel", ReshapedResults.csv(excel, List.of(), EXCEL)))),
            ConnectionRequest.DEFAULT.requestedProtocols());
    ResultRows rows = SampleResults.rows();
    csv.write(rows.of(SampleResults.ready(SampleResults.target("10.0.0.7", detail))));
    csv.write(rows.of(SampleResults.silent(SampleResults.target("2001:db8::7", "x"))));
    csv.flush();

    List<Map<String, String>> expected = cells(out.toString(UTF_8));
    List<Map<String, String>> ofExcel = cells(excel.toString(UTF_8));
    for (ResultColumn column : ResultColumn.values()) {
      if (column.isNumber()) {
        ofExcel.forEach(
            row -> row.computeIfPresent(column.label(), (key, cell) -> cell.replace(',', '.')));
      }
    }

    assertEquals(expected, objects(json.toString(UTF_8)));
    assertEquals(expected, ofExcel);
  }

  @Test
  void doesNotMindWhereBlocksEnd() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = RESULTS.repeat(20).getBytes(UTF_8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    OutputStream atOnce = ReshapedResults.csv(whole, List.of(), EXCEL);
    atOnce.write(bytes);
    atOnce.flush();
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    OutputStream inParts = ReshapedResults.csv(parts, List.of(), EXCEL);

    for (int i = 0; i < bytes.length; ) {
      int length = Math.min(bytes.length - i, random.nextInt(40));
      inParts.write(bytes, i, length);
      i += length;
    }
    inParts.flush();

    assertEquals(whole.toString(UTF_8), parts.toString(UTF_8), "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void namesTheOneOutputThatFails(int failing) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    List<ManyOutputs.Place> places = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      places.add(
          new ManyOutputs.Place(
              "place" + i, i == failing ? full : OutputStream.nullOutputStream()));
    }

    OutputStream all = new ManyOutputs(places);

    assertEquals(
        "place" + failing + ": No space left on device",
        assertThrows(IOException.class, () -> all.write(new byte[1])).getMessage());
  }

  private static String csv(String results, List<String> columns, CsvStyle style)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return through(ReshapedResults.csv(out, columns, style), results, out);
  }

  private static String ndjson(String results, List<String> columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return through(ReshapedResults.ndjson(out, columns), results, out);
  }

  private static String through(OutputStream form, String text, ByteArrayOutputStream out)
      throws IOException {
    form.write(text.getBytes(UTF_8));
    form.flush();
    return out.toString(UTF_8);
  }

  /** The cells of each row that are not empty, by column. */
  private List<Map<String, String>> cells(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("results.csv"), csv);
    return CsvRows.read(
        file,
        rows -> {
          rows.wantAll();
          List<Map<String, String>> all = new ArrayList<>();
          while (rows.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < rows.header().size(); i++) {
              if (!rows.cell(i).isEmpty()) {
                row.put(rows.header().get(i), rows.cell(i));
              }
            }
            all.add(row);
          }
          return all;
        });
  }

  /** The fields of each object, by name, as a JSON reader sees them. */
  private static List<Map<String, String>> objects(String ndjson) throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    for (String line : ndjson.lines().toList()) {
      Map<String, String> fields = new LinkedHashMap<>();
      try (JsonParser json = new JsonFactory().createParser(line)) {
        assertEquals(JsonToken.START_OBJECT, json.nextToken());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          fields.put(name, json.getText());
        }
      }
      all.add(fields);
    }
    return all;
  }
}
