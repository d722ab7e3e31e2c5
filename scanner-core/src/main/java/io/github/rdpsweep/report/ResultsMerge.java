package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one results CSV of several, of shards or of sites: the columns of the results, then {@code
 * site}, then whatever other columns the files have. Rows keep their order; of several for one
 * target {@link PreferredRows} says which one stays. Rows stream: what is kept in memory is an
 * entry for each target.
 */
public final class ResultsMerge {

  private static final int MOST_FILES = 1 << 16;

  /** Behind the columns of the results. */
  private static final int SITE_PLACE = ResultColumn.values().length;

  private static final Set<String> RESULT_COLUMNS =
      Arrays.stream(ResultColumn.values()).map(ResultColumn::label).collect(Collectors.toSet());

  private final List<MergeInput> inputs;
  private final PreferredRows preferred;

  /** Names as the first file has them, by what they are compared by. */
  private final Map<String, String> otherColumns = new LinkedHashMap<>();

  private final Map<String, Long> bySite = new LinkedHashMap<>();
  private long duplicates;
  private long lostNames;

  private ResultsMerge(List<MergeInput> inputs, MergeRule rule) {
    this.inputs = inputs;
    this.preferred = new PreferredRows(rule);
  }

  /**
   * Reads all files as far as it takes to know which rows stay.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static ResultsMerge of(List<MergeInput> inputs, MergeRule rule) {
    check(inputs);
    ResultsMerge merge = new ResultsMerge(List.copyOf(inputs), rule);
    for (MergeInput input : inputs) {
      CsvRows.read(input.file(), rows -> merge.note(rows, input));
    }
    if (merge.preferred.settle()) {
      for (int file = 0; file < inputs.size(); file++) {
        merge.compete(file);
      }
    }
    return merge;
  }

  private static void check(List<MergeInput> inputs) {
    Set<Path> places = new HashSet<>();
    for (MergeInput input : inputs) {
      Path file = input.file();
      if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
        throw new IllegalArgumentException(file + ": is no file, and can be read only once");
      }
      if (!places.add(file.toAbsolutePath().normalize())) {
        throw new IllegalArgumentException(file + ": is named twice");
      }
    }
    if (inputs.size() > MOST_FILES) {
      throw new IllegalArgumentException("more than " + MOST_FILES + " files");
    }
  }

  private Void note(CsvRows rows, MergeInput input) throws IOException {
    Set<String> names = new HashSet<>();
    for (String name : rows.header()) {
      String label = name.toLowerCase(Locale.ROOT);
      if (!names.add(label)) {
        throw rows.refuse("two columns \"" + SafeCell.of(name) + "\"");
      }
      if (!RESULT_COLUMNS.contains(label) && !label.equals(MergeRow.SITE)) {
        otherColumns.putIfAbsent(label, name);
      }
    }
    MergeRow row = new MergeRow(rows, input);
    while (row.next()) {
      preferred.note(row);
    }
    return null;
  }

  private void compete(int file) {
    MergeInput input = inputs.get(file);
    CsvRows.<Void>read(
        input.file(),
        rows -> {
          MergeRow row = new MergeRow(rows, input);
          while (row.next()) {
            preferred.compete(row, file);
          }
          return null;
        });
  }

  /** Writes all rows that stay; the stream stays the caller's to close. */
  public MergeCounts write(OutputStream out) throws IOException {
    List<String> labels = new ArrayList<>();
    for (ResultColumn column : ResultColumn.values()) {
      labels.add(column.label());
    }
    labels.add(MergeRow.SITE);
    List<String> header = new ArrayList<>(labels);
    labels.addAll(otherColumns.keySet());
    header.addAll(otherColumns.values());
    try (CsvTable table = new CsvTable(out, header)) {
      for (int file = 0; file < inputs.size(); file++) {
        write(file, labels, table);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new MergeCounts(bySite, duplicates, lostNames);
  }

  private void write(int file, List<String> labels, CsvTable table) {
    MergeInput input = inputs.get(file);
    CsvRows.<Void>read(
        input.file(),
        rows -> {
          int[] places = labels.stream().mapToInt(rows::want).toArray();
          MergeRow row = new MergeRow(rows, input);
          while (row.next()) {
            if (preferred.isFoundElsewhere(row)) {
              lostNames++;
            } else if (!preferred.isPreferred(row, file)) {
              duplicates++;
            } else {
              write(rows, places, row.site(), table);
              bySite.merge(row.site(), 1L, Long::sum);
            }
          }
          return null;
        });
  }

  /** An output that fails must not be taken for a file that cannot be read. */
  private static void write(CsvRows rows, int[] places, String site, CsvTable table) {
    try {
      table.row();
      for (int i = 0; i < places.length; i++) {
        if (i == SITE_PLACE) {
          table.text(site);
        } else if (places[i] < 0) {
          table.empty();
        } else {
          table.text(rows.cell(places[i]));
        }
      }
      table.endRow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
