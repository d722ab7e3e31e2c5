package io.github.rdpsweep.html;

import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.report.RowTexts;
import io.github.rdpsweep.target.IpAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The rows that a report shows: all of them up to a number, and beyond it those that matter most.
 * Failing hosts come first, then degraded ones, those that could not be judged, those that are
 * well, and addresses without a host; within a kind a number drawn from address and port decides.
 * So the same rows are kept in whatever order they come. Belongs to one thread.
 */
public final class HostSample {

  /** What a browser shows without a wait, and a mail server still lets through. */
  public static final int MOST = 100_000;

  /** The rule in a sentence, for the reader of the report. */
  static final String RULE =
      "failing hosts first, then degraded ones, those that could not be judged, those that are well,"
          + " and addresses without a host; within the last kind that there was room for, by chance.";

  private static final List<String> FIRST =
      List.of("failing", "degraded", "unknown", "ok", "absent");

  private static final int RANK_SHIFT = 60;

  private static final Comparator<HostRow> LAST_FIRST =
      Comparator.comparingLong(HostRow::key).thenComparing(row -> row.address()).reversed();

  private final int capacity;
  private final PriorityQueue<HostRow> kept = new PriorityQueue<>(LAST_FIRST);
  private final RepeatedWords words = new RepeatedWords();
  private long seen;

  /** A sample of {@link #MOST} rows at most. */
  public HostSample() {
    this(MOST);
  }

  HostSample(int capacity) {
    this.capacity = capacity;
  }

  /** Columns of the results that a report shows. */
  public static Set<ResultColumn> columns() {
    Set<ResultColumn> columns = EnumSet.copyOf(HostRow.WORDS);
    columns.addAll(HostRow.NUMBERS);
    return columns;
  }

  /** Takes note of a row, and keeps it if it matters enough. */
  public void offer(RowTexts row) {
    seen++;
    long key = key(row);
    if (kept.size() == capacity) {
      if (key >= kept.peek().key()) {
        return; // nearly all rows of a large sweep end here
      }
      kept.poll();
    }
    kept.add(new HostRow(key, row, words));
  }

  private static long key(RowTexts row) {
    int rank = FIRST.indexOf(row.text(ResultColumn.VERDICT));
    long mixed = 31L * row.text(ResultColumn.ADDRESS).hashCode();
    mixed += row.text(ResultColumn.PORT).hashCode();
    // The finaliser of splitmix64 (Steele, Lea, Flood 2014): neighbours are drawn independently.
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    mixed ^= mixed >>> 31;
    long ranked = (long) (rank < 0 ? FIRST.size() : rank) << RANK_SHIFT;
    return ranked | (mixed >>> (Long.SIZE - RANK_SHIFT));
  }

  /** Rows that there were. */
  long seen() {
    return seen;
  }

  /** Those that were kept, by address; names that were not found come last. */
  List<HostRow> byAddress() {
    record Placed(Optional<IpAddress> address, int port, HostRow row) {}
    Placed[] placed =
        kept.stream()
            .map(row -> new Placed(address(row.address()), row.port(), row))
            .toArray(Placed[]::new);
    Arrays.sort(
        placed,
        Comparator.comparing(
                (Placed one) -> one.address().orElse(null),
                Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Placed::port));
    return Arrays.stream(placed).map(Placed::row).toList();
  }

  /** The address of a cell; none of a name that was not found. */
  static Optional<IpAddress> address(String text) {
    int zone = text.indexOf('%');
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(IpAddress.parse(zone < 0 ? text : text.substring(0, zone)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
