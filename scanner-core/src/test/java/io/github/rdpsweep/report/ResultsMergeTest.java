package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsMergeTest {

  private static final String HEADER = "target,address,port,outcome,started_at\n";

  @TempDir private Path folder;

  @Test
  void putsColumnsOfAllVersionsIntoOneOrder() throws IOException {
    Path old = write("ulm.csv", "address,port,outcome\n10.0.0.7,3389,ready\n");
    Path saved =
        write(
            "bonn.csv",
            """
            \ufeffinventory_Owner;port;Address;detail;later_column
            "Meier, A.";3389;10.0.0.8;"=evil
            2";new
            """);

    String merged = merge(MergeRule.ONE_FOR_EACH_TARGET, old, saved);

    List<String> lines = merged.lines().toList();
    String contract =
        String.join(",", Arrays.stream(ResultColumn.values()).map(ResultColumn::label).toList());
    assertEquals(contract + ",site,inventory_Owner,later_column", lines.get(0));
    assertEquals(
        ",10.0.0.7,3389,,,,ready" + ",".repeat(ResultColumn.values().length - 6) + "ulm,,",
        lines.get(1));
    assertEquals(
        ",10.0.0.8,3389,,,,,,'=evil\\n2"
            + ",".repeat(ResultColumn.values().length - 8)
            + "bonn,\"Meier, A.\",new",
        lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void changesNothingInWhatASweepWroteButAddsTheSite() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    ResultRows rows = SampleResults.rows();
    csv.write(rows.of(SampleResults.unresolved("nowhere.example")));
    csv.write(rows.of(SampleResults.ready(SampleResults.target("10.0.0.7", "=evil,\"x"))));
    csv.write(rows.of(SampleResults.silent(SampleResults.target("2001:db8::8", "-5"))));
    csv.flush();
    String results = out.toString(UTF_8);

    String merged = merge(MergeRule.ONE_FOR_EACH_TARGET, write("ulm.csv", results));
    String again = merge(MergeRule.ONE_FOR_EACH_TARGET, write("all.csv", merged));

    String expected =
        results
            .lines()
            .map(line -> line + (line.startsWith("target,") ? ",site" : ",ulm"))
            .collect(Collectors.joining("\n", "", "\n"));
    assertEquals(expected, merged);
    assertEquals(merged, again); // a row that names its site keeps it
  }

  @ParameterizedTest(name = "{0} at {1}, {2} at {3}: the one of file {4}")
  @CsvSource({
    // outcomes in the first and in the second file, and when
    "ready,       2, silent,     5, 1",
    "silent,      5, ready,      2, 2",
    "refused,     2, unreachable, 5, 1",
    "silent,      2, unreachable, 5, 2",
    "silent,      2, not-sent,   5, 1",
    "no-route,    5, silent,     2, 2",
    "cancelled,   2, silent,     '', 2",
    "ready,       5, refused,    2, 1",
    "ready,       2, refused,    5, 2",
    "ready,       2, ready,      2, 2",
    "ready,       '', ready,     '', 2",
    "ready,       '', ready,     2, 2",
    "of-the-future, 2, silent,   5, 1",
    "'',          5, silent,     2, 2",
  })
  void keepsTheRowThatSaysMore(
      String first, String firstAt, String second, String secondAt, int kept) throws IOException {
    for (String address : List.of("10.0.0.7", "2001:db8::7")) {
      Path one = write("1.csv", HEADER + row("x", address, first, firstAt));
      Path two = write("2.csv", HEADER + row("x", address, second, secondAt));

      assertEquals(
          List.of(address + " " + kept), kept(merge(MergeRule.ONE_FOR_EACH_TARGET, one, two)));
    }
  }

  @Test
  void keepsOneOfEqualRowsInOneFile() throws IOException {
    String row = row("x", "10.0.0.7", "ready", "2");
    Path file = write("1.csv", HEADER + row + row + row);

    assertEquals(List.of("10.0.0.7 1"), kept(merge(MergeRule.ONE_FOR_EACH_TARGET, file)));
  }

  @Test
  void takesPortsForTargetsOfTheirOwn() throws IOException {
    String row = row("x", "10.0.0.7", "ready", "2");
    Path one = write("1.csv", HEADER + row);
    Path two = write("2.csv", HEADER + row.replace("3389", "3390"));

    assertEquals(2, kept(merge(MergeRule.ONE_FOR_EACH_TARGET, one, two)).size());
  }

  @Test
  void keepsARowForEachSiteIfAskedTo() throws IOException {
    String rows =
        row("x", "10.0.0.7", "ready", "2")
            + row("x", "2001:db8::7", "ready", "2")
            + row("lost", "", "unresolved", "");
    Path one = write("1.csv", HEADER + rows);
    Path two = write("2.csv", HEADER + rows);
    Path three = write("3.csv", HEADER + rows);
    List<MergeInput> inputs =
        List.of(
            new MergeInput("ulm", one), new MergeInput("bonn", two), new MergeInput("ulm", three));

    assertEquals(
        List.of(
            "10.0.0.7 bonn",
            "2001:db8::7 bonn",
            " bonn",
            "10.0.0.7 ulm",
            "2001:db8::7 ulm",
            " ulm"),
        kept(merge(MergeRule.ONE_FOR_EACH_SITE, inputs)));
  }

  @Test
  void leavesOutANameThatAnotherFileFound() throws IOException {
    Path one = write("1.csv", HEADER + row("Srv1", "", "unresolved", "") + row("b", "", "x", ""));
    Path two = write("2.csv", HEADER + row("a srv1", "10.0.0.7", "silent", "2"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    MergeCounts counts =
        ResultsMerge.of(
                List.of(MergeInput.of(one), MergeInput.of(two)), MergeRule.ONE_FOR_EACH_TARGET)
            .write(out);

    assertEquals(List.of(" 1", "10.0.0.7 2"), kept(out.toString(UTF_8)));
    assertEquals(new MergeCounts(Map.of("1", 1L, "2", 1L), 0, 1), counts);
    assertEquals(2, counts.written());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void keepsWhatAMapKeeps(int round) throws IOException {
    long seed = System.nanoTime() + round;
    Random random = new Random(seed);
    List<String> outcomes = List.of("ready", "refused", "silent", "not-sent");
    List<Integer> weights = List.of(2, 2, 1, 0);
    Map<String, Long> best = new HashMap<>();
    Map<String, String> expected = new HashMap<>();
    List<MergeInput> inputs = new ArrayList<>();
    for (int file = 0; file < 4; file++) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = 0; i < 300; i++) {
        String address =
            random.nextBoolean()
                ? "200.0.0." + random.nextInt(250)
                : "2001:db8::" + (1 + random.nextInt(99));
        int outcome = random.nextInt(outcomes.size());
        int minute = random.nextInt(60);
        text.append(row("x", address, outcomes.get(outcome), Integer.toString(minute)));
        long worth = (weights.get(outcome) * 100L + minute) * 10 + file;
        if (worth > best.getOrDefault(address, -1L)) {
          best.put(address, worth);
          expected.put(address, address + " " + file);
        }
      }
      inputs.add(MergeInput.of(write(file + ".csv", text.toString())));
    }

    List<String> kept = kept(merge(MergeRule.ONE_FOR_EACH_TARGET, inputs));

    assertEquals(expected.size(), kept.size(), "seed " + seed);
    assertEquals(new TreeSet<>(expected.values()), new TreeSet<>(kept), "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address,outcome    | 10.0.0.7,ready | :1: no column \"port\"; only results CSVs are merged",
        "address,port       | 10.0.0.7,x     | :2: \"x\": no port",
        "address,port       | 10.0.0.256,1   | :2: \"10.0.0.256\": octet above 255",
        "address,port,Port  | 10.0.0.7,1,1   | :1: two columns \"Port\"",
      })
  void namesFileAndLineOfWhatIsWrong(String header, String row, String reason) {
    Path file = write("1.csv", header + "\n" + row + "\n");

    assertEquals(file + reason, refusal(MergeInput.of(file)));
  }

  @Test
  void refusesInstantsThatItCannotOrder() {
    Path file =
        write(
            "1.csv",
            HEADER + row("x", "10.0.0.7", "ready", "2") + "x,10.0.0.7,3389,ready,yesterday\n");

    assertEquals(
        file + ":3: \"yesterday\": no instant such as 2026-11-24T08:58:43Z",
        refusal(MergeInput.of(file)));
  }

  @Test
  void refusesWhatItCannotReadTwiceAndWhatIsNamedTwice() {
    Path file = write("1.csv", HEADER);

    assertEquals(
        file + ": is named twice",
        refusal(MergeInput.of(file), new MergeInput("x", folder.resolve("./1.csv")))
            .replace("/./", "/"));
    assertEquals(folder + ": is a directory", refusal(MergeInput.of(folder)));
  }

  @Test
  void tellsAnOutputThatFailsFromAnInputThatDoes() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 5_000; i++) {
      rows.append(row("x", "10.0." + i / 250 + "." + i % 250, "ready", "2"));
    }
    ResultsMerge merge =
        ResultsMerge.of(
            List.of(MergeInput.of(write("1.csv", rows.toString()))), MergeRule.ONE_FOR_EACH_TARGET);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    IOException thrown = assertThrows(IOException.class, () -> merge.write(full));

    assertEquals("No space left on device", thrown.getMessage());
  }

  private static String refusal(MergeInput... inputs) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> ResultsMerge.of(List.of(inputs), MergeRule.ONE_FOR_EACH_TARGET))
        .getMessage();
  }

  private static String merge(MergeRule rule, Path... files) throws IOException {
    return merge(rule, Arrays.stream(files).map(MergeInput::of).toList());
  }

  private static String merge(MergeRule rule, List<MergeInput> inputs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsMerge.of(inputs, rule).write(out);
    return out.toString(UTF_8);
  }

  /** Address and site of each row. */
  private static List<String> kept(String merged) {
    return merged
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[1] + " " + cells[cells.length - 1])
        .toList();
  }

  /** A row that was started at a minute, or never. */
  private static String row(String target, String address, String outcome, String minute) {
    String time =
        minute.isEmpty()
            ? ""
            : String.format("2026-11-24T08:%02d:00.000Z", Integer.parseInt(minute));
    return target + "," + address + ",3389," + outcome + "," + time + "\n";
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
