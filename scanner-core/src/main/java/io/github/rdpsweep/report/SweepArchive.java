package io.github.rdpsweep.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The results of the last sweeps in a folder, compressed: each as {@code
 * NAME-20261124T020000.000Z.csv.gz}, by when it began, whole or absent. Sweeps of other names in
 * the same folder are left alone.
 */
public final class SweepArchive {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int BLOCK = 1 << 16;
  private static final String SUFFIX = ".csv.gz";
  private static final String STAMP_FORM = "-\\d{8}T\\d{6}\\.\\d{3}Z\\.csv\\.gz";

  private final Path folder;
  private final String name;
  private final Pattern ours;

  /**
   * An archive.
   *
   * @param results the results file, whose name without its ending is that of the sweeps
   */
  public SweepArchive(Path folder, Path results) {
    this.folder = folder;
    this.name = results.getFileName().toString().replaceFirst("(?i)\\.csv$", "");
    this.ours = Pattern.compile(Pattern.quote(name) + STAMP_FORM);
  }

  /** The last sweep; empty if there is none. */
  public Optional<Path> latest() throws IOException {
    List<Path> sweeps = sweeps();
    return sweeps.isEmpty() ? Optional.empty() : Optional.of(sweeps.get(sweeps.size() - 1));
  }

  /** All sweeps, the oldest first. */
  List<Path> sweeps() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      // Stamps of one length: their order is that of time.
      return files
          .filter(file -> ours.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  /**
   * Adds a sweep.
   *
   * @param results its rows
   * @param startedAt when it began
   * @return where it is kept
   */
  public Path add(Path results, Instant startedAt) throws IOException {
    Files.createDirectories(folder);
    Path place = folder.resolve(name + "-" + STAMP.format(startedAt) + SUFFIX);
    Destination destination = Destination.ofFile(place);
    try {
      GZIPOutputStream zipped = new GZIPOutputStream(destination.stream(), BLOCK);
      Files.copy(results, zipped);
      zipped.finish();
      destination.finish();
    } finally {
      destination.discard(); // without effect on what was finished
    }
    return place;
  }

  /** Removes all sweeps but the last ones. */
  public void keep(int count) throws IOException {
    List<Path> sweeps = sweeps();
    for (Path old : sweeps.subList(0, Math.max(0, sweeps.size() - count))) {
      Files.deleteIfExists(old);
    }
  }

  /** When a sweep began, as its name says. */
  public static String stampOf(Path sweep) {
    String file = sweep.getFileName().toString();
    int end = file.length() - SUFFIX.length();
    return Instant.from(STAMP.parse(file.substring(end - "20261124T020000.000Z".length(), end)))
        .toString();
  }
}
