package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.engine.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sweep of 1,000 connects a second is told by a file. */
final class RateFileTest {

  private final List<Long> rates = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Path path;
  private RateFile file;

  @BeforeEach
  void noFileYet(@TempDir Path folder) {
    path = folder.resolve("rate");
    file =
        new RateFile(
            path, new Pace(1_000, 200, 100), rates::add, new PrintStream(said, true, UTF_8));
  }

  @Test
  void leavesTheRateAloneWithoutAFile() {
    file.look();

    assertEquals(List.of(), rates);
    assertEquals("", said.toString(UTF_8));
  }

  @Test
  void slowsDownOnceForEachChangeAndLetsGoWhenTheFileIsGone() throws IOException {
    Files.writeString(path, "50\n");
    file.look();
    file.look();
    Files.writeString(path, "10");
    file.look();
    Files.delete(path);
    file.look();
    file.look();

    assertEquals(List.of(50L, 10L, 1_000L), rates);
    assertEquals(
        """
        rdpsweep: FILE: the rate is 50 a second now
        rdpsweep: FILE: the rate is 10 a second now
        rdpsweep: FILE: the rate is 1,000 a second now
        """,
        said.toString(UTF_8).replace(path.toString(), "FILE"));
  }

  @ParameterizedTest
  @CsvSource({"2000, 1000", "unlimited, 1000", "' 7 ', 7", "'', 1000"})
  void neverExceedsTheRateOfTheBeginning(String content, long rate) throws IOException {
    Files.writeString(path, "5");
    file.look();
    Files.writeString(path, content);
    file.look();

    assertEquals(List.of(5L, rate), rates);
  }

  @ParameterizedTest
  @CsvSource({"fast", "0", "-3", "1.5", "99999999999999999999999999999999999999999999"})
  void complainsOnceOfWhatIsNoRate(String content) throws IOException {
    Files.writeString(path, content);
    file.look();
    file.look();

    assertEquals(List.of(), rates);
    assertEquals(
        "rdpsweep: "
            + path
            + ": \""
            + content
            + "\" is no rate: 1 to 10000000 a second, or unlimited; the rate stays as it was\n",
        said.toString(UTF_8));
  }

  @Test
  void aFolderIsNoRate() throws IOException {
    Files.createDirectory(path);
    file.look();

    assertEquals(List.of(), rates);
    assertEquals(1, said.toString(UTF_8).lines().count());
  }
}
