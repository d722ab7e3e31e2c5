package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.CellTable.Column;
import io.github.rdpsweep.target.IpAddress;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTableTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 10.0.0.15, 1",
    "10.0.0.15, 10.0.0.16, 2",
    "2001:db8::1, 2001:db8::ffff:0:0:1, 1",
    "2001:db8::1, 2001:db8:0:1::1, 2",
    "0.0.0.1, ::1, 2",
  })
  void blocksHave28BitsAnd64OfIpv6(String one, String other, int cells) {
    CellTable table = new CellTable();
    add(table, Rows.ready(one), 0);
    add(table, Rows.ready(other), 0);

    assertEquals(cells, table.size());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.2, 10.0.0.0/28",
    "10.0.0.1, 10.0.0.17, 10.0.0.0/27",
    "10.0.0.1, 10.0.1.1, 10.0.0.0/23",
    "10.0.0.1, 200.0.1.1, 0.0.0.0/0",
    "200.0.0.1, 200.0.0.250, 200.0.0.0/24",
    "2001:db8::1, 2001:db8::2, 2001:db8::/64",
    "2001:db8::1, 2001:db8:ffff::2, 2001:db8::/32",
  })
  void coversTwoBlocks(String one, String other, String cover) {
    CellTable table = new CellTable();
    add(table, Rows.ready(one), 0);
    add(table, Rows.ready(other), 0);

    assertEquals(cover, table.cover(table.key(0), table.key(table.size() - 1)).toString());
  }

  @Test
  void countsFailuresByWhatTheySayOfTheWay() {
    CellTable table = new CellTable();
    add(table, Rows.ready("10.0.0.1"), 7);
    add(table, Rows.silent("10.0.0.2"), 7);
    add(table, Rows.unreached("10.0.0.3", Outcome.UNREACHABLE, Cause.NETWORK), 7);
    add(table, Rows.unreached("10.0.0.4", Outcome.SILENT, Cause.FIREWALL), 7);
    add(table, Rows.answering("10.0.0.5", Outcome.HUNG, Cause.SERVICE, Presence.ANSWERED), 7);
    add(
        table,
        Rows.answering(
            "10.0.0.6", Outcome.NEGOTIATION_REFUSED, Cause.COMPATIBILITY, Presence.KNOWN),
        7);
    add(table, Rows.ready("10.0.0.7", Rows.MILLISECOND, Observation.Delivery.RESENT), 7);

    assertEquals(7, table.segment(0));
    assertEquals(7, table.count(0, Column.HOSTS));
    assertEquals(2, table.count(0, Column.SILENT));
    assertEquals(1, table.count(0, Column.BLOCKED));
    assertEquals(1, table.count(0, Column.SERVICE));
    assertEquals(1, table.count(0, Column.COMPATIBILITY));
    assertEquals(1, table.count(0, Column.ANSWERED_ONLY));
    assertEquals(4, table.count(0, Column.DELIVERED));
    assertEquals(1, table.count(0, Column.RESENT));
    assertEquals(2, table.failures(0, Outcome.SILENT));
    assertEquals(3 * Math.log(Rows.MILLISECOND), table.sum(0, Column.LOG_SUM), 1e-4);
  }

  @Test
  void largerBlocksTakeOverWhenThereAreTooMany() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int capacity = 64;
    CellTable table = new CellTable(capacity);
    int hosts = 5_000;
    for (int i = 0; i < hosts; i++) {
      String address =
          "10." + random.nextInt(4) + "." + random.nextInt(64) + "." + random.nextInt(256);
      add(table, i % 3 == 0 ? Rows.silent(address) : Rows.ready(address), 0);

      assertTrue(table.size() <= capacity);
    }

    IntStream cells = IntStream.range(0, table.size());
    assertEquals(hosts, cells.map(cell -> table.count(cell, Column.HOSTS)).sum(), "seed " + seed);
    cells = IntStream.range(0, table.size());
    assertEquals(
        (hosts + 2) / 3,
        cells.map(cell -> table.failures(cell, Outcome.SILENT)).sum(),
        "seed " + seed);
    cells = IntStream.range(0, table.size());
    assertEquals(table.size(), cells.mapToLong(table::key).distinct().count(), "seed " + seed);
  }

  @Test
  void aFullBlockKeepsItsSample() {
    CellTable table = new CellTable();
    for (int i = 0; i < 70_000; i++) {
      add(table, Rows.ready("2001:db8::1"), 0);
    }

    assertEquals(65_535, table.count(0, Column.HOSTS));
    assertEquals(65_535, table.count(0, Column.DELIVERED));
  }

  private static void add(CellTable table, Observation row, int segment) {
    IpAddress address = IpAddress.of(row.address());
    table.add(
        table.cellOf(address, segment), row, Math.log((double) Math.max(1, row.latencyNanos())));
  }
}
