package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.segment.NamedPrefix;
import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes the results CSV: a header, then a row for each result, in UTF-8. An empty cell means that
 * something was not measured; it is never written as 0. The inventory's own columns come last, as
 * {@code inventory_NAME}, so that no column that is ever added here takes the name of one of them.
 * Belongs to one thread.
 */
public final class ResultsCsv implements Flushable {

  /*
   * Quoting is [RFC 4180]'s, and only where needed. Lines end with LF, though the RFC says CRLF:
   * every spreadsheet opens both, while awk, cut and grep take a CR for a part of the last cell.
   * No cell holds a line end (SafeCell), so a row is a line.
   *
   * One core writes rows while others sweep, tens of thousands a second. So nothing is mapped or
   * formatted, and a row leaves no garbage: text is copied from where it was encoded before, and
   * numbers, times and addresses, which need no quotes, are written in place. Each cell is followed
   * by its separator, and the last one of a row becomes the line's end.
   */

  /** To the output at once: larger ones do not make it cheaper, and fall out of the cache. */
  private static final int BLOCK = 64 * 1024;

  /** Room for all but the longest rows, so that the block does not grow. */
  private static final int ROW = 4 * 1024;

  static final char SEPARATOR = ',';
  private static final String NOT_NEGOTIATED = "RDP (no negotiation)";

  private static final int FACTS_OF_DEEPER_STAGES =
      EnumSet.range(ResultColumn.TLS_VERSION, ResultColumn.CLOCK_SKEW_S).size();

  private static final int FURTHER_FACTS_OF_DEEPER_STAGES =
      EnumSet.range(ResultColumn.CERT_NOT_BEFORE, ResultColumn.FOREST).size();

  /** Names of all combinations of known protocols, as they take some building. */
  private static final String[] PROTOCOL_NAMES = protocolNames();

  private final OutputStream out;
  private final SecurityProtocol offered;
  private final int inventoryColumns;
  private final RowText rows = new RowText(BLOCK + ROW);
  private final CsvCells cells = new CsvCells();
  private final TimestampText timestamps = new TimestampText();
  private final SeriesCells series = new SeriesCells(rows);

  /** Writes the header of a sweep without an inventory. */
  public ResultsCsv(OutputStream out, SecurityProtocol offered) throws IOException {
    this(out, offered, List.of());
  }

  /**
   * Writes the header.
   *
   * @param out where to; stays the caller's to close
   * @param offered the protocols that the sweep's requests offer, by which answers are judged
   * @param inventory names of the inventory's columns
   */
  public ResultsCsv(OutputStream out, SecurityProtocol offered, List<String> inventory)
      throws IOException {
    this(out, offered, inventory.size());
    writeHeader(inventory);
  }

  private ResultsCsv(OutputStream out, SecurityProtocol offered, int inventoryColumns) {
    this.out = out;
    this.offered = offered;
    this.inventoryColumns = inventoryColumns;
  }

  /** Writes further rows to where the header is already. */
  public static ResultsCsv continued(
      OutputStream out, SecurityProtocol offered, List<String> inventory) {
    return new ResultsCsv(out, offered, inventory.size());
  }

  /** The header, as it is written. */
  static byte[] header(List<String> inventory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ResultsCsv(bytes, SecurityProtocol.RDP, inventory).flush();
    return bytes.toByteArray();
  }

  private void writeHeader(List<String> inventory) throws IOException {
    writeTexts(ResultColumns.labels(inventory));
    endRow();
  }

  /** Writes a row, which may stay in memory until {@link #flush}. */
  public void write(ResultRow row) throws IOException {
    ProbeResult result = row.result();
    Diagnosis diagnosis = row.diagnosis();
    Timings timings = result.timings();
    PathFacts path = result.path();
    writeText(result.target().spec()); //                    target
    writeEndpoint(result.target().endpoint(), row.segment()); // address, port, segment
    writeText(diagnosis.verdict().label()); //               verdict
    writeText(diagnosis.cause().label()); //                 cause
    writeText(result.outcome().label()); //                  outcome
    writeText(result.stage().label()); //                    stage
    writeText(detail(result)); //                            detail
    writeText(diagnosis.advice()); //                        advice
    writeCount(result.attempts()); //                        attempts
    writeNanos(timings.connectNanos()); //                   connect_ms
    writeNanos(timings.negotiateNanos()); //                 negotiate_ms
    writeNanos(timings.tlsNanos()); //                       tls_ms
    writeNanos(timings.identityNanos()); //                  identity_ms
    writeNanos(timings.totalNanos()); //                     total_ms
    writeMicros(path.rttMicros()); //                        rtt_ms
    writeCount(path.retransmits()); //                       retransmits
    writeNegotiation(result); //                             selected_protocol … failure_code
    writeServer(result.server()); //                         tls_version … clock_skew_s
    writeStart(result); //                                   started_at
    writeText(row.segment().isPresent() ? row.segment().get().name() : ""); // segment_name
    series.append(result.supplement().series()); //          probes … unmarked_rtt_ms
    writeCount(path.pathMtu()); //                           path_mtu
    writeFurtherFacts(result); //                            accepted_protocols … forest
    writeText(row.policyViolations()); //                    policy_violations
    writeText(row.presence().label()); //                    presence
    series.appendMarks(result.supplement().series()); //     marked_packets_sent …
    writeInventory(row.inventory());
    endRow();
  }

  /** Hands all rows to the output, and has it do the same. */
  @Override
  public void flush() throws IOException {
    rows.moveTo(out);
    out.flush();
  }

  private void writeEndpoint(InetSocketAddress endpoint, Optional<NamedPrefix> segment) {
    InetAddress address = endpoint.getAddress();
    if (address == null) { // the name was not found
      writeEmpty(1);
      writeCount(endpoint.getPort());
      writeEmpty(1);
      return;
    }
    AddressText.appendAddress(address, rows);
    endCell();
    writeCount(endpoint.getPort());
    if (segment.isPresent()) {
      writeText(segment.get().prefix().toString());
    } else {
      AddressText.appendSegment(address, rows);
      endCell();
    }
  }

  /**
   * Flags and failure code are written as plain decimal numbers: they sort, spreadsheets can
   * compute with them (BITAND), and a code that gets a name later keeps its cell.
   */
  private void writeNegotiation(ProbeResult result) {
    Negotiation negotiation = result.negotiation();
    String selectedProtocol = "";
    int flags = -1;
    long failureCode = -1;
    if (negotiation instanceof Negotiation.Response response) {
      selectedProtocol = nameOf(response.selectedProtocol());
      flags = response.flags();
    } else if (negotiation instanceof Negotiation.Failure failure) {
      failureCode = Integer.toUnsignedLong(failure.failureCode().value());
    } else if (negotiation instanceof Negotiation.Absent) {
      selectedProtocol = NOT_NEGOTIATED;
    }
    writeText(selectedProtocol);
    writeText(Nla.of(result, offered).label());
    writeCount(flags);
    writeCount(failureCode);
  }

  private void writeServer(ServerFacts server) {
    if (server.isNothing()) {
      writeEmpty(FACTS_OF_DEEPER_STAGES);
      return;
    }
    writeTexts(ServerCells.tls(server.tls()));
    writeTexts(ServerCells.identity(server));
  }

  private void writeFurtherFacts(ProbeResult result) {
    writeTexts(SecurityCells.of(result, offered));
    if (result.server().isNothing()) {
      writeEmpty(FURTHER_FACTS_OF_DEEPER_STAGES);
      return;
    }
    writeTexts(ServerCells.more(result));
  }

  /** Where nothing was tried, nothing was started. */
  private void writeStart(ProbeResult result) {
    if (result.attempts() > 0) {
      timestamps.append(result.startedAtMillis(), rows);
    }
    endCell();
  }

  private static String detail(ProbeResult result) {
    String repeats = result.supplement().series().text();
    if (repeats.isEmpty()) {
      return result.detail();
    }
    return result.detail().isEmpty() ? repeats : result.detail() + "; " + repeats;
  }

  private void writeInventory(List<String> inventory) {
    if (inventory.size() != inventoryColumns) {
      throw new IllegalArgumentException(
          inventory.size() + " cells for " + inventoryColumns + " columns of the inventory");
    }
    writeTexts(inventory);
  }

  /** By number: an iterator or a lambda would be made for each row. */
  private void writeTexts(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      writeText(texts.get(i));
    }
  }

  private void writeText(String text) {
    if (text.isEmpty()) {
      endCell();
    } else {
      rows.append(cells.of(text));
    }
  }

  /** Empty where it is negative, which says that it was not measured. */
  private void writeNanos(long nanos) {
    writeMicros(nanos < 0 ? -1 : (nanos + 500) / 1_000);
  }

  private void writeMicros(long micros) {
    if (micros >= 0) {
      rows.appendMillis(micros);
    }
    endCell();
  }

  private void writeCount(long count) {
    if (count >= 0) {
      rows.appendNumber(count);
    }
    endCell();
  }

  private void writeEmpty(int columns) {
    rows.append(SEPARATOR, columns);
  }

  private void endCell() {
    rows.append(SEPARATOR);
  }

  private void endRow() throws IOException {
    rows.replaceLast('\n');
    if (rows.length() >= BLOCK) {
      rows.moveTo(out);
    }
  }

  private static String nameOf(SecurityProtocol protocol) {
    int value = protocol.value();
    return value >= 0 && value < PROTOCOL_NAMES.length
        ? PROTOCOL_NAMES[value]
        : protocol.toString();
  }

  private static String[] protocolNames() {
    String[] names = new String[2 * SecurityProtocol.RDSAAD.value()];
    for (int value = 0; value < names.length; value++) {
      names[value] = new SecurityProtocol(value).toString();
    }
    return names;
  }
}
