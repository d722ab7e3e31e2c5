package io.github.rdpsweep.report;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.target.IpAddress;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The row that is being read of a file that is merged: what it is of, and what it is worth. */
final class MergeRow {

  static final String SITE = "site";

  private static final Set<ResultColumn> NEEDED =
      EnumSet.of(ResultColumn.ADDRESS, ResultColumn.PORT);

  private static final Set<ResultColumn> USED =
      EnumSet.of(ResultColumn.TARGET, ResultColumn.OUTCOME, ResultColumn.STARTED_AT);

  private final CsvRows rows;
  private final ResultCells cells;
  private final String siteOfFile;
  private final int siteColumn;

  MergeRow(CsvRows rows, MergeInput input) {
    this.rows = rows;
    this.cells = new ResultCells(rows, NEEDED, USED, "only results CSVs are merged");
    this.siteOfFile = input.site();
    this.siteColumn = rows.want(SITE);
  }

  boolean next() throws IOException {
    return rows.next();
  }

  /** Where the row comes from: what it says itself, if it was merged before. */
  String site() {
    String own = siteColumn < 0 ? "" : rows.cell(siteColumn);
    return own.isEmpty() ? siteOfFile : own;
  }

  /** Whether it is of an address; else it is of a name that was not found. */
  boolean hasAddress() {
    return cells.hasAddress();
  }

  IpAddress address() {
    return cells.address();
  }

  int port() {
    return cells.port();
  }

  /** The name that was not found. */
  String lostName() {
    return cells.text(ResultColumn.TARGET);
  }

  /** Names that the address was found by; several stand together, separated by blanks. */
  List<String> names() {
    String names = cells.name();
    return names.isEmpty() ? List.of() : Stream.of(names.split(" ")).toList();
  }

  /** 2 for an answer, 1 for none, 0 where nothing was asked. */
  int weight() {
    Optional<Outcome> outcome = cells.knownOutcome();
    if (outcome.isEmpty()) {
      return cells.text(ResultColumn.OUTCOME).isEmpty()
          ? 0
          : 2; // a later version's, of later stages
    }
    return switch (outcome.get()) {
      case UNRESOLVED, NO_ROUTE, NOT_SENT, CANCELLED -> 0;
      case SILENT, UNREACHABLE -> 1; // an ICMP error may be a router's
      case REFUSED, HUNG, UNACKNOWLEDGED, CLOSED, RESET, NOT_RDP, MALFORMED -> 2;
      case DISCONNECTED, NEGOTIATION_REFUSED, READY -> 2;
      case TLS_FAILED, TLS_HUNG, TLS_CLOSED, IDENTITY_FAILED -> 2;
    };
  }

  /** When it was probed, in milliseconds of the epoch; 0 if the row does not say. */
  long startedAtMillis() {
    String text = cells.text(ResultColumn.STARTED_AT);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException e) {
      throw rows.refuse('"' + SafeCell.of(text) + "\": no instant such as 2026-11-24T08:58:43Z");
    }
  }
}
