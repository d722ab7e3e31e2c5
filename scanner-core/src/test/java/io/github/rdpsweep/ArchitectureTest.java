package io.github.rdpsweep;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom, read from the import lines of all main sources. Dependencies point one way:
 * cli, html, report, compare, segment and policy, diagnosis, engine, stats, probe, and then tls,
 * rdp and target; trace stands between report and engine.
 */
class ArchitectureTest {

  private static final String ROOT = "io.github.rdpsweep.";

  /** Each package, and the packages of ours that it may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("target", Set.of()),
          Map.entry("rdp", Set.of()),
          Map.entry("tls", Set.of()),
          Map.entry("probe", Set.of("tls", "rdp", "target")),
          Map.entry("stats", Set.of("probe", "rdp", "target")),
          Map.entry("engine", Set.of("stats", "probe", "rdp", "target")),
          Map.entry("trace", Set.of("engine", "stats", "probe", "rdp", "target")),
          Map.entry("diagnosis", Set.of("engine", "stats", "probe", "rdp", "target")),
          Map.entry("segment", Set.of("diagnosis", "engine", "stats", "probe", "rdp", "target")),
          Map.entry("policy", Set.of("diagnosis", "engine", "stats", "probe", "rdp", "target")),
          Map.entry(
              "compare",
              Set.of("segment", "diagnosis", "engine", "stats", "probe", "rdp", "target")),
          Map.entry(
              "report",
              Set.of(
                  "compare",
                  "segment",
                  "policy",
                  "diagnosis",
                  "trace",
                  "engine",
                  "stats",
                  "probe",
                  "rdp",
                  "target")),
          Map.entry(
              "html",
              Set.of(
                  "report",
                  "compare",
                  "segment",
                  "policy",
                  "diagnosis",
                  "trace",
                  "engine",
                  "stats",
                  "probe",
                  "rdp",
                  "target")),
          Map.entry("simulator", Set.of("probe", "tls", "rdp", "target")),
          Map.entry(
              "cli",
              Set.of(
                  "html",
                  "report",
                  "compare",
                  "segment",
                  "policy",
                  "diagnosis",
                  "trace",
                  "engine",
                  "stats",
                  "probe",
                  "rdp",
                  "target",
                  "simulator")));

  /** Each library, and the packages or classes that may import it. */
  private static final Map<String, Set<String>> ONLY_IN =
      Map.of(
          "io.netty.", Set.of("rdp", "tls", "probe", "engine", "trace", "simulator"),
          "org.bouncycastle.", Set.of("tls", "simulator"),
          "com.fasterxml.", Set.of("report", "html"),
          "org.HdrHistogram.", Set.of("stats", "report.HistogramLog"),
          "picocli.", Set.of("cli"));

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);

  private static final Pattern STANDARD_STREAM_OR_EXIT =
      Pattern.compile("\\bSystem\\s*\\.\\s*(?:out|err|in|exit)\\b|\\.(?:halt|addShutdownHook)\\(");

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  @Test
  void packagesImportOnlyWhatStandsToTheirRight() {
    List<String> violations = new ArrayList<>();
    for (Source source : mainSources()) {
      Set<String> allowed = MAY_IMPORT.get(source.packageName());
      for (String imported : source.imports()) {
        if (imported.startsWith(ROOT)) {
          String other = topPackage(imported);
          if (!other.equals(source.packageName())
              && (allowed == null || !allowed.contains(other))) {
            violations.add(source.className() + " imports " + imported);
          }
        }
      }
    }

    assertEquals(List.of(), violations);
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> packages = mainSources().stream().map(Source::packageName).collect(toSet());

    packages.removeAll(MAY_IMPORT.keySet());

    assertEquals(Set.of(), packages);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    List<String> violations = new ArrayList<>();
    for (Source source : mainSources()) {
      for (String imported : source.imports()) {
        ONLY_IN.forEach(
            (library, places) -> {
              if (imported.startsWith(library)
                  && !places.contains(source.packageName())
                  && !places.contains(source.className())) {
                violations.add(source.className() + " imports " + imported);
              }
            });
      }
    }

    assertEquals(List.of(), violations);
  }

  @Test
  void onlyTheCommandLineKnowsStandardStreamsAndExit() {
    List<String> violations =
        mainSources().stream()
            .filter(source -> !source.packageName().equals("cli"))
            .filter(source -> STANDARD_STREAM_OR_EXIT.matcher(source.code()).find())
            .map(Source::className)
            .toList();

    assertEquals(List.of(), violations);
  }

  @Test
  void onlyMainEndsTheJvm() {
    List<String> violations =
        mainSources().stream()
            .filter(source -> source.code().contains("System.exit"))
            .map(Source::className)
            .filter(name -> !name.equals("cli.Main"))
            .toList();

    assertEquals(List.of(), violations);
  }

  @Test
  void everyPackageSaysWhatItIs() {
    List<String> missing =
        mainSources().stream()
            .map(source -> source.path().resolveSibling("package-info.java"))
            .distinct()
            .filter(Files::notExists)
            .map(Path::toString)
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void noPackageNameSaysNothing() {
    Set<String> empty = Set.of("util", "utils", "common", "helper", "helpers", "impl", "model");

    assertTrue(mainSources().stream().noneMatch(source -> empty.contains(source.packageName())));
  }

  /**
   * One source file.
   *
   * @param path where it is
   * @param className behind our root package, as in {@code rdp.FailureCode}
   * @param code its text without comments
   */
  private record Source(Path path, String className, String code) {

    String packageName() {
      return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    List<String> imports() {
      return IMPORT.matcher(code).results().map(match -> match.group(1)).toList();
    }
  }

  private static String topPackage(String imported) {
    Matcher matcher = Pattern.compile("[a-z]\\w*").matcher(imported.substring(ROOT.length()));
    return matcher.lookingAt() ? matcher.group() : "";
  }

  /** All of core and command line; found from the module that the tests run in. */
  private static List<Source> mainSources() {
    List<Source> sources =
        Stream.of("scanner-core", "scanner-cli")
            .map(module -> Path.of("..", module, "src", "main", "java"))
            .flatMap(ArchitectureTest::sourcesBelow)
            .toList();
    assertTrue(sources.size() > 10, "the sources are not where they are looked for");
    return sources;
  }

  private static Stream<Source> sourcesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> source(directory, file))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source source(Path directory, Path file) {
    try {
      String name =
          directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
      String className = name.substring(ROOT.length(), name.length() - ".java".length());
      return new Source(file, className, COMMENT.matcher(Files.readString(file)).replaceAll(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
