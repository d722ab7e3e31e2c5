package io.github.rdpsweep.report;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A results CSV that is to be merged with others.
 *
 * @param site where its rows come from, for those that do not say so themselves
 * @param file the file, which is read more than once
 */
public record MergeInput(String site, Path file) {

  private static final String SUFFIX = ".csv";

  public MergeInput {
    Objects.requireNonNull(site);
    Objects.requireNonNull(file);
  }

  /** A file whose name tells its site: {@code ulm} for {@code sweeps/ulm.csv}. */
  public static MergeInput of(Path file) {
    String name = String.valueOf(file.getFileName());
    return new MergeInput(
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name, file);
  }
}
