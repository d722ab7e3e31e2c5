package io.github.rdpsweep.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.report.ResultColumns;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The rows that a report shows: all of them up to a number, and beyond it those that matter most.
 * Failing hosts come first, then degraded ones, those that could not be judged, those that are
 * well, and addresses without a host; within a kind a number drawn from address and port decides.
 * So the same rows are kept in whatever order they come. Belongs to one thread.
 */
public final class HostSample {

  /*
   * How this works: a row is kept if its number is below that of the last one that there is room for.
   * That is found when there are half as many again as are wanted, by sorting their numbers: for a
   * sweep of a million hosts, some five times.
   */

  /** What a browser shows without a wait, and a mail server still lets through. */
  public static final int MOST = 100_000;

  /** The rule in a sentence, for the reader of the report. */
  static final String RULE =
      "failing hosts first, then degraded ones, those that could not be judged, those that are well,"
          + " and addresses without a host; within the last kind that there was room for, by chance.";

  static final List<Verdict> FIRST =
      List.of(Verdict.FAILING, Verdict.DEGRADED, Verdict.UNKNOWN, Verdict.OK, Verdict.ABSENT);

  /** By the first letter, in which verdicts differ. */
  private static final byte[] RANKS = new byte[256];

  static {
    Arrays.fill(RANKS, (byte) FIRST.size());
    FIRST.forEach(verdict -> RANKS[verdict.label().charAt(0)] = (byte) FIRST.indexOf(verdict));
  }

  private static final int RANK_SHIFT = 60;

  private static final String HEADER = String.join(",", ResultColumns.labels(List.of()));

  private final int capacity;
  private final HostLines lines = new HostLines();
  private final HostRows kept = new HostRows();
  private boolean begun;
  private long limit = Long.MAX_VALUE;
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
    return new HostLines().columns();
  }

  /** Where the results CSV is to be written, from its header on, as this version writes it. */
  public OutputStream results() {
    return new WholeLines(this::take);
  }

  private void take(byte[] text, int from, int to) {
    int start = from;
    if (!begun) {
      begun = true;
      start = behindHeader(text, from);
    }
    while (start < to) {
      start = lines.read(text, start);
      keep();
    }
  }

  private static int behindHeader(byte[] text, int from) {
    int end = from;
    while (text[end] != '\n') {
      end++;
    }
    String header = new String(text, from, end - from, UTF_8);
    if (!header.equals(HEADER) && !header.startsWith(HEADER + ",")) {
      throw new IllegalArgumentException("no results of this version: " + header);
    }
    return end + 1;
  }

  /** Takes note of the row that was read, and keeps it if it matters enough. */
  private void keep() {
    seen++;
    long key = key();
    if (key >= limit) {
      return; // nearly all rows of a large sweep end here
    }
    kept.add(key, lines.line(), lines.length());
    if (kept.size() >= capacity + capacity / 2) {
      limit = kept.keepSmallest(capacity);
    }
  }

  private long key() {
    long mixed = lines.place();
    // The finaliser of splitmix64 (Steele, Lea, Flood 2014): neighbours are drawn independently.
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    mixed ^= mixed >>> 31;
    long rank = RANKS[lines.verdict() & 0xff];
    return rank << RANK_SHIFT | mixed >>> (Long.SIZE - RANK_SHIFT);
  }

  /** Rows that there were. */
  long seen() {
    return seen;
  }

  /** What lines are made of. */
  HostLines lines() {
    return lines;
  }

  /** Lines of the rows that are kept, in the order in which they came. */
  HostRows rows() {
    if (kept.size() > capacity) {
      limit = kept.keepSmallest(capacity);
    }
    return kept;
  }
}
