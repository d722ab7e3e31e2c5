package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.policy.PolicyReport;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.segment.Repetition;
import io.github.rdpsweep.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a results CSV back, a row at a time, so that whoever counts the rows knows what the sweep
 * knew at its end. The file may be of an older version, or have been saved by a spreadsheet: what
 * it lacks was not measured.
 */
public final class WrittenRowReader {

  private static final Set<ResultColumn> NEEDED =
      EnumSet.of(
          ResultColumn.ADDRESS, ResultColumn.PORT, ResultColumn.VERDICT, ResultColumn.OUTCOME);

  private static final Set<ResultColumn> READ =
      EnumSet.of(
          ResultColumn.TARGET,
          ResultColumn.CAUSE,
          ResultColumn.STAGE,
          ResultColumn.ADVICE,
          ResultColumn.CONNECT_MS,
          ResultColumn.NEGOTIATE_MS,
          ResultColumn.TLS_MS,
          ResultColumn.IDENTITY_MS,
          ResultColumn.TOTAL_MS,
          ResultColumn.RTT_MS,
          ResultColumn.RETRANSMITS,
          ResultColumn.SELECTED_PROTOCOL,
          ResultColumn.FAILURE_CODE,
          ResultColumn.PROBES,
          ResultColumn.FLIPS,
          ResultColumn.PACKETS_SENT,
          ResultColumn.PACKETS_LOST,
          ResultColumn.MARKED_RTT_MS,
          ResultColumn.UNMARKED_RTT_MS,
          ResultColumn.POLICY_VIOLATIONS,
          ResultColumn.PRESENCE,
          ResultColumn.MARKED_PACKETS_SENT,
          ResultColumn.MARKED_PACKETS_LOST,
          ResultColumn.UNMARKED_PACKETS_SENT,
          ResultColumn.UNMARKED_PACKETS_LOST);

  private final CsvRows rows;
  private final ResultCells cells;

  private WrittenRowReader(CsvRows rows, Set<ResultColumn> texts) {
    this.rows = rows;
    Set<ResultColumn> wanted = EnumSet.copyOf(READ);
    wanted.addAll(texts);
    this.cells = new ResultCells(rows, NEEDED, wanted, "only results CSVs are read");
  }

  /**
   * Reads a file.
   *
   * @param each takes its rows
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static void read(Path file, Consumer<WrittenRow> each) {
    read(file, Set.of(), (row, texts) -> each.accept(row));
  }

  /**
   * Reads a file, and some of its cells as they are written.
   *
   * @param texts columns that are asked for, which the file need not have
   * @param each takes rows and the cells of the same row, which change with the next
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static void read(
      Path file, Set<ResultColumn> texts, BiConsumer<WrittenRow, RowTexts> each) {
    CsvRows.read(
        file,
        rows -> {
          new WrittenRowReader(rows, texts).readAll(each);
          return file;
        });
  }

  private void readAll(BiConsumer<WrittenRow, RowTexts> each) throws IOException {
    while (rows.next()) {
      each.accept(row(), cells::text);
    }
  }

  private WrittenRow row() {
    Target target = target();
    Outcome outcome = cells.outcome();
    Stage stage = cells.stage().orElse(outcome.stage());
    Diagnosis diagnosis = diagnosis();
    return new WrittenRow(
        target,
        outcome,
        stage,
        diagnosis,
        presence(target, outcome, diagnosis.verdict()),
        new Timings(
            cells.nanos(ResultColumn.CONNECT_MS),
            cells.nanos(ResultColumn.NEGOTIATE_MS),
            cells.nanos(ResultColumn.TLS_MS),
            cells.nanos(ResultColumn.IDENTITY_MS),
            cells.nanos(ResultColumn.TOTAL_MS)),
        path(),
        isReplyWhole(outcome),
        repetition(),
        PolicyReport.violatedBy(cells.text(ResultColumn.POLICY_VIOLATIONS)));
  }

  private Target target() {
    String spec = cells.text(ResultColumn.TARGET);
    if (!cells.hasAddress()) {
      return new Target(InetSocketAddress.createUnresolved(spec, cells.port()), spec, true);
    }
    boolean single = !cells.name().isEmpty() || spec.equals(cells.text(ResultColumn.ADDRESS));
    return new Target(
        new InetSocketAddress(cells.address().toInetAddress(), cells.port()), spec, single);
  }

  private Diagnosis diagnosis() {
    Verdict verdict = cells.verdict();
    Cause cause = cells.cause();
    try {
      return new Diagnosis(verdict, cause, cells.text(ResultColumn.ADVICE));
    } catch (IllegalArgumentException e) {
      throw rows.refuse(e.getMessage());
    }
  }

  private Presence presence(Target target, Outcome outcome, Verdict verdict) {
    Optional<Presence> written = cells.presence();
    if (written.isPresent()) {
      return written.get();
    }
    // What does not answer is failing only where a host is known to be.
    boolean failsSilently = verdict == Verdict.FAILING && !outcome.isFromHost();
    return target.single() || failsSilently ? Presence.KNOWN : Presence.of(verdict);
  }

  private PathFacts path() {
    long rttNanos = cells.nanos(ResultColumn.RTT_MS);
    return new PathFacts(
        rttNanos < 0 ? -1 : (int) (rttNanos / 1_000), cells.count(ResultColumn.RETRANSMITS), -1);
  }

  private boolean isReplyWhole(Outcome outcome) {
    return outcome == Outcome.DISCONNECTED
        || !cells.text(ResultColumn.SELECTED_PROTOCOL).isEmpty()
        || !cells.text(ResultColumn.FAILURE_CODE).isEmpty();
  }

  private Repetition repetition() {
    int probes = cells.count(ResultColumn.PROBES);
    if (probes <= 0) {
      return Repetition.NONE;
    }
    return new Repetition(
        probes,
        Math.max(0, cells.count(ResultColumn.FLIPS)),
        delivery(ResultColumn.PACKETS_SENT, ResultColumn.PACKETS_LOST),
        marks());
  }

  private Optional<Repetition.Marks> marks() {
    if (cells.count(ResultColumn.MARKED_PACKETS_SENT) < 0
        || cells.count(ResultColumn.UNMARKED_PACKETS_SENT) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Repetition.Marks(
            delivery(ResultColumn.MARKED_PACKETS_SENT, ResultColumn.MARKED_PACKETS_LOST),
            cells.nanos(ResultColumn.MARKED_RTT_MS),
            delivery(ResultColumn.UNMARKED_PACKETS_SENT, ResultColumn.UNMARKED_PACKETS_LOST),
            cells.nanos(ResultColumn.UNMARKED_RTT_MS)));
  }

  private Delivery delivery(ResultColumn sent, ResultColumn lost) {
    try {
      return new Delivery(Math.max(0, cells.count(sent)), Math.max(0, cells.count(lost)));
    } catch (IllegalArgumentException e) {
      throw rows.refuse(sent.label() + ", " + lost.label() + ": " + e.getMessage());
    }
  }
}
