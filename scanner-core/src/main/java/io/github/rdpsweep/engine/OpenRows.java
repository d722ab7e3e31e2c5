package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUp;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.HostSeen;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.RowStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rows of one host that are known already, and to which follow-ups still add. */
final class OpenRows {

  private static final class Row {
    private ProbeResult result;

    /** When the last connection on its behalf was over. */
    private long since;

    /** What it asks for; null until that was decided. */
    private FollowUp asks;

    Row(ProbeResult result, long since) {
      this.result = result;
      this.since = since;
    }

    long due() {
      return since + asks.spacing().toNanos();
    }
  }

  private final List<Row> rows = new ArrayList<>(1);
  private long due;

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void add(ProbeResult result, long now) {
    rows.add(new Row(result, now));
  }

  /**
   * Decides what comes next.
   *
   * @param complete takes the rows that nothing is missing from any more
   * @return the follow-up to be made first, not before {@link #due}; null if no row is left
   */
  FollowUp next(FollowUpPolicy policy, HostSeen host, Consumer<ProbeResult> complete) {
    Row first = null;
    for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
      Row row = each.next();
      RowStep step = policy.next(row.result, host);
      if (step instanceof FollowUp followUp) {
        row.asks = followUp;
        first = first == null || row.due() - first.due() < 0 ? row : first;
      } else {
        each.remove();
        complete.accept(((RowStep.Complete) step).row());
      }
    }
    if (first == null) {
      return null;
    }
    due = first.due();
    return first.asks;
  }

  /** When the follow-up that was decided upon last may start. */
  long due() {
    return due;
  }

  /** A follow-up is over: its result goes into every row that asked for it. */
  void fold(FollowUp followUp, ProbeResult result, long now) {
    for (Row row : rows) {
      if (followUp.equals(row.asks)) {
        row.result = followUp.fold().into(row.result, result);
        row.since = now;
      }
    }
  }

  /** A follow-up could not be made: the rows that asked for it are closed as they are. */
  void forgo(FollowUp followUp, Consumer<ProbeResult> complete) {
    closeIf(row -> followUp.equals(row.asks), complete);
  }

  /** Closes all rows as they are. */
  void close(Consumer<ProbeResult> complete) {
    closeIf(row -> true, complete);
  }

  private void closeIf(Predicate<Row> condition, Consumer<ProbeResult> complete) {
    rows.removeIf(
        row -> {
          boolean closes = condition.test(row);
          if (closes) {
            complete.accept(row.result);
          }
          return closes;
        });
  }
}
