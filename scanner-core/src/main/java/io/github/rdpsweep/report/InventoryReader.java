package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.target.NameResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads an inventory: a CSV file with a column {@code address} or {@code host} of single addresses
 * and names. If it has both, the address counts where there is one. All other columns are kept.
 */
public final class InventoryReader {

  private InventoryReader() {}

  /**
   * Reads a file, and resolves its names.
   *
   * @throws IllegalArgumentException naming file, line and reason
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public static Inventory read(Path file, NameResolver resolver) throws InterruptedException {
    return CsvRows.read(file, InventoryReader::read).build(resolver);
  }

  /**
   * The columns that a file has beside that of hosts' addresses.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static List<String> columns(Path file) {
    return CsvRows.read(file, rows -> namesAt(rows, others(rows, key(rows))));
  }

  private static int key(CsvRows rows) {
    int address = rows.want("address");
    int host = rows.want("host");
    if (address < 0 && host < 0) {
      throw rows.refuse("no column \"address\" or \"host\" in the header");
    }
    return address >= 0 ? address : host;
  }

  private static List<Integer> others(CsvRows rows, int key) {
    return IntStream.range(0, rows.header().size()).filter(i -> i != key).boxed().toList();
  }

  private static List<String> namesAt(CsvRows rows, List<Integer> places) {
    return places.stream().map(rows.header()::get).toList();
  }

  private static Inventory.Builder read(CsvRows rows) throws IOException {
    int address = rows.want("address");
    int host = rows.want("host");
    int key = key(rows);
    rows.wantAll();
    List<Integer> others = others(rows, key);
    Inventory.Builder inventory = new Inventory.Builder(namesAt(rows, others));
    while (rows.next()) {
      String where = rows.cell(key);
      if (where.isEmpty() && key == address && host >= 0) {
        where = rows.cell(host);
      }
      if (where.isEmpty()) {
        throw rows.refuse("a row without address or host");
      }
      inventory.add(rows.place(), where, others.stream().map(rows::cell).toList());
    }
    return inventory;
  }
}
