package io.github.rdpsweep.html;

import static io.github.rdpsweep.html.ColumnRun.common;
import static io.github.rdpsweep.html.ColumnRun.leftOut;
import static io.github.rdpsweep.html.ColumnRun.own;

import io.github.rdpsweep.report.ResultColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes of a row of the results CSV the line that a report has of it: what is shown of a host,
 * encoded as it was. Belongs to one thread.
 */
final class HostLines {

  /*
   * How this works: a sweep writes rows by the hundred thousand, and may not notice that some of them
   * are shown to someone later. So nothing is made of a row, neither texts nor numbers; its octets
   * are copied, and those that hosts have in common are named by number. All columns are here, in
   * the order of the file. The last section is that of facts which few sweeps ask for; it stands
   * behind a tabulator, which no cell holds, so that it can be told from what is missing before it.
   */

  private static final byte TAIL = '\t';
  private static final byte SEPARATOR = ',';
  private static final byte LINE_END = '\n';

  private final ColumnRun target = common(ResultColumn.TARGET);
  private final ColumnRun address = own(ResultColumn.ADDRESS);
  private final ColumnRun port = common(ResultColumn.PORT, ResultColumn.SEGMENT);
  private final RowSection found =
      new RowSection(common(ResultColumn.VERDICT, ResultColumn.ATTEMPTS));
  private final ColumnRun stages = own(ResultColumn.CONNECT_MS, ResultColumn.IDENTITY_MS);
  private final ColumnRun total = leftOut(ResultColumn.TOTAL_MS);
  private final ColumnRun path = own(ResultColumn.RTT_MS, ResultColumn.RETRANSMITS);
  private final RowSection server =
      new RowSection(
          common(ResultColumn.SELECTED_PROTOCOL, ResultColumn.FAILURE_CODE),
          common(ResultColumn.TLS_VERSION, ResultColumn.TLS_CIPHER),
          own(ResultColumn.CERT_SUBJECT, ResultColumn.CERT_NOT_AFTER),
          leftOut(ResultColumn.CERT_SHA256),
          own(ResultColumn.COMPUTER_NAME, ResultColumn.DOMAIN),
          common(ResultColumn.OS_BUILD, ResultColumn.OS_SUPPORT_END),
          own(ResultColumn.CLOCK_SKEW_S));
  private final ColumnRun started = leftOut(ResultColumn.STARTED_AT);
  private final RowSection more =
      new RowSection(
          common(ResultColumn.SEGMENT_NAME),
          own(ResultColumn.PROBES),
          leftOut(ResultColumn.PROBES_READY),
          own(ResultColumn.FLIPS),
          leftOut(ResultColumn.PACKETS_SENT, ResultColumn.PACKETS_LOST),
          own(ResultColumn.LOSS_PCT),
          leftOut(ResultColumn.LOSS_LOW_PCT, ResultColumn.RTT_MEDIAN_MS),
          own(ResultColumn.JITTER_MS),
          leftOut(ResultColumn.MARKED_LOSS_PCT, ResultColumn.PATH_MTU),
          common(ResultColumn.ACCEPTED_PROTOCOLS, ResultColumn.LEGACY_RDP),
          leftOut(ResultColumn.RDP_ENCRYPTION, ResultColumn.FOREST),
          common(ResultColumn.POLICY_VIOLATIONS, ResultColumn.PRESENCE));

  /** Columns of the inventory among them. */
  private final RowSection rest =
      new RowSection(ColumnRun.restFrom(ResultColumn.MARKED_PACKETS_SENT));

  private final RowCursor cursor = new RowCursor();
  private long place;
  private int verdict;

  /**
   * Reads a row.
   *
   * @return where it ends
   */
  int read(byte[] text, int start) {
    cursor.start(text, start);
    target.copy(cursor);
    int from = cursor.read();
    address.copy(cursor);
    place = hash(text, from, cursor.read());
    port.copy(cursor);
    verdict = text[cursor.read()];
    found.copy(cursor);
    stages.copy(cursor);
    total.copy(cursor);
    path.copy(cursor);
    server.copy(cursor);
    started.copy(cursor);
    cursor.trim(0);
    int head = cursor.length();
    cursor.append(TAIL);
    more.copy(cursor);
    cursor.trim(head + 1);
    rest.copy(cursor);
    if (cursor.length() == head + 1) {
      cursor.cut(head);
    }
    cursor.append(LINE_END);
    return cursor.read();
  }

  /** Of the address, and of the port behind it. */
  private static long hash(byte[] text, int from, int port) {
    long hash = 0;
    int to = port;
    while (text[to] != SEPARATOR) {
      to++;
    }
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  /** A number that depends on address and port of the last row. */
  long place() {
    return place;
  }

  /** The first letter of its verdict. */
  int verdict() {
    return verdict;
  }

  /** Its line with the line's end, of {@link #length} octets; changes with the next row. */
  byte[] line() {
    return cursor.line();
  }

  int length() {
    return cursor.length();
  }

  /** The pieces of a line before the tabulator. */
  List<ColumnRun> head() {
    List<ColumnRun> runs = new ArrayList<>(List.of(target, address, port));
    runs.addAll(found.runs());
    runs.addAll(List.of(stages, total, path));
    runs.addAll(server.runs());
    runs.removeIf(run -> !run.isShown());
    return runs;
  }

  /** Those behind it. */
  List<ColumnRun> tail() {
    return more.runs().stream().filter(ColumnRun::isShown).toList();
  }

  /** All columns that are shown. */
  Set<ResultColumn> columns() {
    Set<ResultColumn> columns = EnumSet.noneOf(ResultColumn.class);
    head().forEach(run -> columns.addAll(run.columns()));
    tail().forEach(run -> columns.addAll(run.columns()));
    return columns;
  }
}
