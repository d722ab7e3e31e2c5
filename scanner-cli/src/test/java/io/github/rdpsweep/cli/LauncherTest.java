package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell script at the top, with a Java that only prints how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  @TempDir private Path directory;

  private Path project;
  private Path launcher;
  private Path jar;
  private Path javaHome;

  @BeforeEach
  void layOutAProject() throws IOException {
    project = Files.createDirectories(directory.resolve("the project")).toRealPath();
    launcher = Files.copy(Path.of("..", "rdpsweep"), project.resolve("rdpsweep"));
    launcher.toFile().setExecutable(true);
    jar = project.resolve("scanner-cli/target/rdpsweep.jar");
    javaHome = directory.resolve("java home");
    script(javaHome.resolve("bin/java"), "printf '%s\\n' \"$@\"");
  }

  @Test
  void isExecutable() {
    assertTrue(Files.isExecutable(Path.of("..", "rdpsweep")));
  }

  @Test
  void passesArgumentsOnUnchanged() throws Exception {
    build();

    Run run = run(launcher, Map.of(), "scan", "a b", "*", "", "$HOME");

    assertEquals(0, run.exitCode());
    assertEquals(List.of("-jar", jar.toString(), "scan", "a b", "*", "", "$HOME"), run.lastOut(7));
    assertEquals("", run.err());
  }

  @Test
  void runsThroughSymbolicLinksOfLinks() throws Exception {
    build();
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../the project/rdpsweep"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), bin.resolve("first"));

    Run run = run(second, Map.of(), "--version");

    assertEquals(List.of("-jar", jar.toString(), "--version"), run.lastOut(3));
  }

  @Test
  void addsTheUsersJavaOptionsBehindItsOwn() throws Exception {
    build();

    Run run = run(launcher, Map.of("RDPSWEEP_JAVA_OPTS", "-Xmx256m -Dpattern=*"), "--version");

    assertEquals(
        List.of("-Xmx256m", "-Dpattern=*", "-jar", jar.toString(), "--version"), run.lastOut(5));
  }

  @Test
  void namesTheArchiveOfClassesIfTheBuildMadeOne() throws Exception {
    build();
    Path archive = Files.createFile(jar.resolveSibling("rdpsweep.jsa"));

    Run run = run(launcher, Map.of(), "--version");

    assertEquals("-XX:SharedArchiveFile=" + archive, run.out().lines().findFirst().orElseThrow());
  }

  @Test
  void doesWithoutAnArchiveOfClasses() throws Exception {
    build();

    Run run = run(launcher, Map.of(), "--version");

    assertFalse(run.out().contains("SharedArchiveFile"), run.out());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "scan 10.0.0.0/24, 1",
    "scan --depth negotiate, 1",
    "scan --depth tls, 4",
    "scan --depth=identity -o x.csv, 4",
    "scan --security 10.0.0.1, 4",
  })
  void leavesTheOptimisingCompilerToTls(String arguments, int level) throws Exception {
    build();

    Run run = run(launcher, Map.of(), arguments.split(" "));

    assertTrue(run.out().contains("-XX:TieredStopAtLevel=" + level + "\n"), run.out());
  }

  @Test
  void takesNoPathForADepth() throws Exception {
    project = Files.move(project, directory.resolve("of tls")).toRealPath();
    launcher = project.resolve("rdpsweep");
    jar = project.resolve("scanner-cli/target/rdpsweep.jar");
    build();

    Run run = run(launcher, Map.of(), "scan", "10.0.0.0/24");

    assertTrue(run.out().contains("-XX:TieredStopAtLevel=1\n"), run.out());
  }

  @Test
  void runsTheJarBesideItInAnArchive() throws Exception {
    Path bin = Files.createDirectories(project.resolve("bin"));
    launcher = Files.move(launcher, bin.resolve("rdpsweep"));
    jar = Files.createDirectories(project.resolve("lib")).resolve("rdpsweep.jar");
    build();

    Run run = run(launcher, Map.of(), "--version");

    assertEquals(List.of("-jar", jar.toString(), "--version"), run.lastOut(3));
    assertFalse(run.out().contains("SharedArchiveFile"), run.out());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"rdpsweep.jsa, -XX:SharedArchiveFile=", "rdpsweep.aot, -XX:AOTCache="})
  void runsAPackageByItsOwnJavaAndNoOther(String archive, String option) throws Exception {
    Path bin = Files.createDirectories(project.resolve("bin"));
    launcher = Files.move(launcher, bin.resolve("rdpsweep"));
    Path runtime = project.resolve("runtime");
    script(runtime.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    Path lib = Files.createDirectories(runtime.resolve("lib"));
    Path classes = Files.createFile(lib.resolve(archive));

    Run run = run(launcher, Map.of("JAVA_HOME", "/nonexistent"), "--version");

    assertEquals("", run.err());
    assertEquals(
        List.of("@" + lib.resolve("rdpsweep.options"), option + classes),
        run.out().lines().limit(2).toList());
    assertEquals(
        List.of("-m", "rdpsweep/io.github.rdpsweep.cli.Main", "--version"), run.lastOut(3));
  }

  @Test
  void tellsThatNeitherStreamIsATerminal() throws Exception {
    build();

    Run run = run(launcher, Map.of(), "--version");

    assertTrue(run.out().contains("-Drdpsweep.stdout.terminal=false\n"), run.out());
    assertTrue(run.out().contains("-Drdpsweep.stderr.terminal=false\n"), run.out());
  }

  @Test
  void saysHowToBuildAndBuildsNothing() throws Exception {
    Run run = run(launcher, Map.of(), "--version");

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "rdpsweep: not built yet; run: mvn -q -f '" + project + "/pom.xml' -DskipTests package\n",
        run.err());
  }

  @Test
  void saysWhereItLookedForJava() throws Exception {
    build();

    Run run = run(launcher, Map.of("JAVA_HOME", "/nonexistent"), "--version");

    assertEquals(2, run.exitCode());
    assertEquals(
        "rdpsweep: /nonexistent/bin/java not found; install Java 17 or later, or set JAVA_HOME\n",
        run.err());
  }

  private void build() throws IOException {
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
  }

  private static void script(Path path, String command) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(Path command, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.toString()));
    words.addAll(Arrays.asList(args));
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("RDPSWEEP_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Run(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** How the script ended, and what it printed. */
  private record Run(int exitCode, String out, String err) {

    List<String> lastOut(int count) {
      List<String> lines = out.lines().toList();
      return lines.subList(lines.size() - count, lines.size());
    }
  }
}
