package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeCommandTest {

  private static final String HEADER = "target,address,port,outcome\n";

  @TempDir private Path folder;

  @BeforeEach
  void layOutFiles() throws IOException {
    Files.writeString(
        folder.resolve("ulm.csv"), HEADER + "x,10.0.0.1,3389,ready\nx,10.0.0.2,3389,silent\n");
    Files.writeString(
        folder.resolve("bonn.csv"), HEADER + "x,10.0.0.2,3389,ready\nx,10.0.0.3,3389,ready\n");
    Files.writeString(folder.resolve("bad.csv"), HEADER + "x,10.0.0.2,3389,ready\nx,y,1,ready\n");
    Files.createDirectory(folder.resolve("folder"));
  }

  @Test
  void mergesFilesAndSites() {
    Invocation merge = merge("DIR/ulm.csv --site Bonn=DIR/bonn.csv");

    assertEquals(List.of("10.0.0.1 ulm", "10.0.0.2 Bonn", "10.0.0.3 Bonn"), rows(merge.out()));
    assertEquals(0, merge.exitCode());
    assertEquals(
        """
        site                         rows
        ulm                             1
        Bonn                            2
        3 rows; left out: 1 for targets that have another row, 0 of names that another file found
        """,
        merge.err());
  }

  @Test
  void keepsARowForEachSiteIfAskedTo() {
    Invocation merge = merge("--per-site -q DIR/ulm.csv DIR/bonn.csv");

    assertEquals(
        List.of("10.0.0.1 ulm", "10.0.0.2 ulm", "10.0.0.2 bonn", "10.0.0.3 bonn"),
        rows(merge.out()));
    assertEquals("", merge.err());
  }

  @Test
  void replacesOneOfItsOwnFiles() throws IOException {
    Path all = Files.copy(folder.resolve("ulm.csv"), folder.resolve("all.csv"));

    Invocation merge = merge("-q DIR/all.csv DIR/bonn.csv -o DIR/all.csv");

    assertEquals(new Invocation(0, "", ""), merge);
    assertEquals(
        List.of("10.0.0.1 all", "10.0.0.2 bonn", "10.0.0.3 bonn"), rows(Files.readString(all)));
    assertTrue(Files.notExists(folder.resolve("all.csv.partial")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | nothing to merge: name FILEs, or give --site NAME=FILE",
        "DIR/ulm.csv DIR/none.csv   | DIR/none.csv: no such file",
        "DIR/ulm.csv DIR/folder     | DIR/folder: is a directory",
        "DIR/ulm.csv DIR/ulm.csv    | DIR/ulm.csv: is named twice",
        "DIR/ulm.csv DIR/bad.csv    | DIR/bad.csv:3: \"y\": not an IPv4 address, which has four numbers",
        "DIR/ulm.csv --output=      | --output: empty file name",
        "-                          | -: no such file",
      })
  void saysWhatIsWrongAndWritesNothing(String arguments, String reason) throws IOException {
    Path all = Files.writeString(folder.resolve("all.csv"), "old\n");

    Invocation merge =
        merge(arguments.contains("--output") ? arguments : arguments + " -o DIR/all.csv");

    assertEquals(new Invocation(2, "", "rdpsweep: " + inFolder(reason) + "\n"), merge);
    assertEquals("old\n", Files.readString(all));
  }

  @ParameterizedTest
  @CsvSource({"ulm", "=ulm.csv", "ulm="})
  void saysHowASiteIsWritten(String site) {
    assertEquals(
        new Invocation(
            2,
            "",
            "rdpsweep: --site: \""
                + site
                + "\": a site is written NAME=FILE, such as ulm=sweeps/ulm.csv\n"
                + "Try 'rdpsweep merge --help'.\n"),
        rdpsweep("merge", "--site", site));
  }

  @Test
  void namesAnOutputThatCannotBe() {
    assertEquals(
        new Invocation(3, "", inFolder("rdpsweep: DIR/folder: is a folder\n")),
        merge("DIR/ulm.csv -o DIR/folder"));
  }

  private Invocation merge(String arguments) {
    return rdpsweep(
        Stream.concat(Stream.of("merge"), Stream.of(inFolder(arguments).split(" ")))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new));
  }

  private String inFolder(String text) {
    return text.replace("DIR", folder.toString());
  }

  private static List<String> rows(String csv) {
    return csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[1] + " " + cells[cells.length - 1])
        .toList();
  }
}
