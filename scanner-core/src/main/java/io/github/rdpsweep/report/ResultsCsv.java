package io.github.rdpsweep.report;

import static com.fasterxml.jackson.dataformat.csv.CsvSchema.ColumnType.STRING;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.RoundTrips;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

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
   * formatted: numbers, times and addresses go through characters that are used again, and the
   * generator checks only text for quotes. It can open a cell and account for it (writeString) and
   * take more characters without making a String of them (writeRaw); a cell is made of both.
   */

  private static final String NOT_NEGOTIATED = "RDP (no negotiation)";

  private static final int FACTS_OF_DEEPER_STAGES =
      EnumSet.range(ResultColumn.TLS_VERSION, ResultColumn.CLOCK_SKEW_S).size();

  private static final int FACTS_OF_REPEATS =
      EnumSet.range(ResultColumn.PROBES, ResultColumn.UNMARKED_RTT_MS).size();

  private static final int FACTS_OF_MARKS =
      EnumSet.range(ResultColumn.MARKED_LOSS_PCT, ResultColumn.UNMARKED_RTT_MS).size();

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /** Names of all combinations of known protocols, as they take some building. */
  private static final String[] PROTOCOL_NAMES = protocolNames();

  private final CsvGenerator csv;
  private final SecurityProtocol offered;
  private final int inventoryColumns;
  private final CellText cell = new CellText();
  private final TimestampText timestamps = new TimestampText();

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
    this.csv = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    this.offered = offered;
    this.inventoryColumns = inventory.size();
    List<String> header = header(inventory);
    csv.setSchema(CsvSchema.builder().setLineSeparator("\n").addColumns(header, STRING).build());
    csv.writeStartArray();
    for (String label : header) {
      csv.writeString(label);
    }
    csv.writeEndArray();
  }

  /** Writes a row, which may stay in memory until {@link #flush}. */
  public void write(ResultRow row) throws IOException {
    ProbeResult result = row.result();
    Diagnosis diagnosis = row.diagnosis();
    Timings timings = result.timings();
    PathFacts path = result.path();
    csv.writeStartArray();
    csv.writeString(SafeCell.of(result.target().spec())); // target
    writeEndpoint(result.target().endpoint()); //            address, port, segment
    csv.writeString(diagnosis.verdict().label()); //         verdict
    csv.writeString(diagnosis.cause().label()); //           cause
    csv.writeString(result.outcome().label()); //            outcome
    csv.writeString(result.stage().label()); //              stage
    csv.writeString(SafeCell.of(detail(result))); //         detail
    csv.writeString(diagnosis.advice()); //                  advice
    csv.writeNumber(result.attempts()); //                   attempts
    writeNanos(timings.connectNanos()); //                   connect_ms
    writeNanos(timings.negotiateNanos()); //                 negotiate_ms
    writeEmpty(); //                                         tls_ms
    writeEmpty(); //                                         identity_ms
    writeNanos(timings.totalNanos()); //                     total_ms
    writeMicros(path.rttMicros()); //                        rtt_ms
    writeCount(path.retransmits()); //                       retransmits
    writeNegotiation(result.negotiation()); //               selected_protocol … failure_code
    writeEmpty(FACTS_OF_DEEPER_STAGES); //                   tls_version … clock_skew_s
    writeStart(result); //                                   started_at
    writeSeries(result.supplement().series()); //            probes … unmarked_rtt_ms
    writeCount(path.pathMtu()); //                           path_mtu
    writeInventory(row.inventory());
    csv.writeEndArray();
  }

  /** Hands all rows to the output, and has it do the same. */
  @Override
  public void flush() throws IOException {
    csv.flush();
  }

  private void writeEndpoint(InetSocketAddress endpoint) throws IOException {
    InetAddress address = endpoint.getAddress();
    if (address == null) { // the name was not found
      writeEmpty();
      csv.writeNumber(endpoint.getPort());
      writeEmpty();
      return;
    }
    AddressText.appendAddress(address, cell.clear());
    writeCell();
    csv.writeNumber(endpoint.getPort());
    AddressText.appendSegment(address, cell.clear());
    writeCell();
  }

  /**
   * Flags and failure code are written as plain decimal numbers: they sort, spreadsheets can
   * compute with them (BITAND), and a code that gets a name later keeps its cell.
   */
  private void writeNegotiation(Negotiation negotiation) throws IOException {
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
    csv.writeString(selectedProtocol);
    csv.writeString(Nla.of(negotiation, offered).label());
    writeCount(flags);
    writeCount(failureCode);
  }

  /** Where nothing was tried, nothing was started. */
  private void writeStart(ProbeResult result) throws IOException {
    if (result.attempts() == 0) {
      writeEmpty();
      return;
    }
    timestamps.append(result.startedAtMillis(), cell.clear());
    writeCell();
  }

  private static String detail(ProbeResult result) {
    String repeats = result.supplement().series().text();
    if (repeats.isEmpty()) {
      return result.detail();
    }
    return result.detail().isEmpty() ? repeats : result.detail() + "; " + repeats;
  }

  private void writeSeries(ProbeSeries series) throws IOException {
    if (series.count() == 0) {
      writeEmpty(FACTS_OF_REPEATS);
      return;
    }
    Delivery delivery = series.delivery();
    WilsonInterval loss = WilsonInterval.of(delivery.lost(), delivery.sent());
    RoundTrips roundTrips = series.roundTrips();
    csv.writeNumber(series.count()); //                      probes
    csv.writeNumber(series.count(Outcome.READY)); //         probes_ready
    csv.writeNumber(series.changes()); //                    flips
    csv.writeNumber(delivery.sent()); //                     packets_sent
    csv.writeNumber(delivery.lost()); //                     packets_lost
    writeLoss(delivery); //                                  loss_pct
    writeShare(loss.low()); //                               loss_low_pct
    writeShare(loss.high()); //                              loss_high_pct
    writeNanos(roundTrips.min()); //                         rtt_min_ms
    writeNanos(roundTrips.median()); //                      rtt_median_ms
    writeNanos(roundTrips.jitter()); //                      jitter_ms
    ProbeSeries marked = series.compared(true);
    if (marked.count() == 0) {
      writeEmpty(FACTS_OF_MARKS);
      return;
    }
    ProbeSeries unmarked = series.compared(false);
    writeLoss(marked.delivery()); //                         marked_loss_pct
    writeNanos(marked.roundTrips().median()); //             marked_rtt_ms
    writeLoss(unmarked.delivery()); //                       unmarked_loss_pct
    writeNanos(unmarked.roundTrips().median()); //           unmarked_rtt_ms
  }

  private void writeLoss(Delivery delivery) throws IOException {
    if (delivery.sent() == 0) {
      writeEmpty();
    } else {
      writeShare(delivery.loss());
    }
  }

  /** As a percentage with three decimals. */
  private void writeShare(double share) throws IOException {
    writeMicros(Math.round(share * 100_000));
  }

  private void writeInventory(List<String> cells) throws IOException {
    if (cells.size() != inventoryColumns) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + inventoryColumns + " columns of the inventory");
    }
    for (int i = 0; i < inventoryColumns; i++) {
      csv.writeString(SafeCell.of(cells.get(i)));
    }
  }

  private void writeNanos(long nanos) throws IOException {
    writeMicros(nanos < 0 ? -1 : (nanos + 500) / 1_000);
  }

  private void writeMicros(long micros) throws IOException {
    if (micros < 0) {
      writeEmpty();
      return;
    }
    cell.clear().appendMillis(micros);
    writeCell();
  }

  private void writeCount(long count) throws IOException {
    if (count < 0) {
      writeEmpty();
      return;
    }
    csv.writeNumber(count);
  }

  private void writeEmpty() throws IOException {
    csv.writeString(""); // writeNull would leave the column out
  }

  private void writeEmpty(int cells) throws IOException {
    for (int i = 0; i < cells; i++) {
      writeEmpty();
    }
  }

  private void writeCell() throws IOException {
    csv.writeString("");
    cell.writeTo(csv);
  }

  private static List<String> header(List<String> inventory) {
    List<String> labels = new ArrayList<>();
    for (ResultColumn column : ResultColumn.values()) {
      labels.add(column.label());
    }
    for (String name : inventory) {
      labels.add("inventory_" + SafeCell.of(name));
    }
    return labels;
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
