package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {

  @TempDir private Path folder;

  private Path file;
  private Path partial;

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("out.csv");
    partial = folder.resolve("out.csv.partial");
  }

  @Test
  void takesItsPlaceOnlyWhenFinished() throws IOException {
    Files.writeString(file, "old");
    Destination destination = Destination.ofFile(file);

    write(destination, "new");
    assertEquals("old", Files.readString(file));
    assertEquals("new", Files.readString(partial));

    destination.finish();
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  void createsAFileThatWasNotThere() throws IOException {
    Destination destination = Destination.ofFile(file);
    write(destination, "new");
    assertFalse(Files.exists(file));

    destination.finish();

    assertEquals("new", Files.readString(file));
  }

  @Test
  void keepsWhatAnInterruptedSweepWroteBesideTheOldFile() throws IOException {
    Files.writeString(file, "old");
    Destination destination = Destination.ofFile(file);
    write(destination, "half");

    Optional<Path> kept = destination.keep();

    assertEquals(Optional.of(partial), kept);
    assertEquals("old", Files.readString(file));
    assertEquals("half", Files.readString(partial));
  }

  @Test
  void leavesNothingBehindWhenDiscarded() throws IOException {
    Files.writeString(file, "old");
    Destination destination = Destination.ofFile(file);
    write(destination, "useless");

    destination.discard();

    assertEquals("old", Files.readString(file));
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  void letsTheFirstEndDecide() throws IOException {
    Destination kept = Destination.ofFile(file);
    kept.keep();
    kept.discard();
    kept.finish();
    assertEquals(List.of("out.csv.partial"), names());

    Destination finished = Destination.ofFile(file);
    finished.finish();
    finished.discard();
    assertEquals(Optional.empty(), finished.keep());
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  void startsAnewOverWhatAnInterruptedSweepLeft() throws IOException {
    Files.writeString(partial, "left by a longer sweep");
    Destination destination = Destination.ofFile(file);
    write(destination, "new");

    destination.finish();

    assertEquals("new", Files.readString(file));
  }

  @Test
  void refusesAFileThatAnotherSweepIsWriting() throws IOException {
    Destination first = Destination.ofFile(file);
    write(first, "first");

    assertRefused(file, "is being written by another sweep");

    first.finish();
    assertEquals("first", Files.readString(file));
    Destination.ofFile(file).discard();
  }

  @Test
  void refusesAFolderThatDoesNotExist() throws IOException {
    Path missing = folder.resolve("missing");

    assertRefused(missing.resolve("out.csv"), "the folder " + missing + " does not exist");
    assertEquals(List.of(), names());
  }

  @Test
  void refusesAFolder() throws IOException {
    assertRefused(folder, "is a folder");
    assertEquals(List.of(), names());
  }

  @Test
  void refusesAFileInAFile() throws IOException {
    Files.writeString(file, "old");

    assertThrows(IOException.class, () -> Destination.ofFile(file.resolve("out.csv")));
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesAFolderThatNobodyMayWriteIn() {
    // Root may write wherever permissions forbid it, but not here.
    Path unwritable = Path.of("/proc/self/out.csv");

    IOException refusal = assertThrows(IOException.class, () -> Destination.ofFile(unwritable));

    assertTrue(refusal.getMessage().startsWith(unwritable + ": "), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("does not exist"), refusal.getMessage());
  }

  @Test
  void refusesAFolderWithoutWritePermission() throws IOException {
    setPermissions(folder, "r-xr-xr-x");
    try {
      assumeTrue(!Files.isWritable(folder), "root may write anyway");
      assertRefused(file, "no permission to write in the folder " + folder);
    } finally {
      setPermissions(folder, "rwxr-xr-x");
    }
  }

  @Test
  void refusesAWriteProtectedFile() throws IOException {
    Files.writeString(file, "old");
    setPermissions(file, "r--r--r--");
    assumeTrue(!Files.isWritable(file), "root may write anyway");

    assertRefused(file, "is write-protected");
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  void keepsThePermissionsOfTheOldFile() throws IOException {
    Files.writeString(file, "old");
    setPermissions(file, "rw-r-----");

    Destination.ofFile(file).finish();

    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void replacesTheTargetOfALinkAndKeepsTheLink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = Files.writeString(elsewhere.resolve("real.csv"), "old");
    Files.createSymbolicLink(file, target);
    Destination destination = Destination.ofFile(file);
    write(destination, "new");
    assertEquals("old", Files.readString(target));

    destination.finish();

    assertEquals("new", Files.readString(target));
    assertTrue(Files.isSymbolicLink(file));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void writesThroughALinkToWhatIsNotThereYet() throws IOException {
    Path target = folder.resolve("real.csv");
    Files.createSymbolicLink(file, target);
    Destination destination = Destination.ofFile(file);
    write(destination, "new");

    destination.finish();

    assertEquals("new", Files.readString(target));
    assertTrue(Files.isSymbolicLink(file));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void refusesALinkIntoAFolderThatDoesNotExist() throws IOException {
    Files.createSymbolicLink(file, folder.resolve("missing").resolve("real.csv"));

    assertRefused(file, "links to a place that does not exist");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void doesNotFollowALinkInThePlaceOfThePartialFile() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Files.createSymbolicLink(partial, victim);

    assertThrows(IOException.class, () -> Destination.ofFile(file));

    assertEquals("precious", Files.readString(victim));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void writesToADeviceDirectly() throws IOException {
    Destination destination = Destination.ofFile(Path.of("/dev/null"));
    write(destination, "lost");

    destination.finish();

    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    assertFalse(Files.exists(Path.of("/dev/null.partial")));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void writesToANamedPipeDirectly() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> readAll(pipe));
    Destination destination = Destination.ofFile(pipe);
    write(destination, "row");

    destination.finish();

    assertEquals("row", read.get(30, TimeUnit.SECONDS));
    assertEquals(List.of("pipe"), names());
  }

  @Test
  void flushesAStreamOfOthersAndLeavesItOpen() throws IOException {
    CountingStream stdout = new CountingStream();
    Destination destination = Destination.ofStream(stdout);
    write(destination, "row");

    destination.finish();

    assertEquals("row", stdout.toString(UTF_8));
    assertEquals(1, stdout.flushes);
    assertEquals(0, stdout.closes);
  }

  @Test
  void saysWhereTheContentIsIfTheFileCannotBeReplaced() throws IOException {
    Destination destination = Destination.ofFile(file);
    write(destination, "new");
    Files.createDirectories(file.resolve("in the way"));

    IOException failure = assertThrows(IOException.class, destination::finish);

    assertEquals(
        file + ": cannot be replaced; the new content is in " + partial, failure.getMessage());
    assertEquals("new", Files.readString(partial));
  }

  private static void assertRefused(Path file, String reason) {
    IOException refusal = assertThrows(IOException.class, () -> Destination.ofFile(file));
    assertEquals(file + ": " + reason, refusal.getMessage());
  }

  private static void write(Destination destination, String text) throws IOException {
    destination.stream().write(text.getBytes(UTF_8));
  }

  private static void setPermissions(Path path, String permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    assumeTrue(view != null, "no POSIX permissions here");
    view.setPermissions(PosixFilePermissions.fromString(permissions));
  }

  private static String readAll(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static final class CountingStream extends ByteArrayOutputStream {

    int flushes;
    int closes;

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void close() {
      closes++;
    }
  }
}
