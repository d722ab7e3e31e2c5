package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.target.NameResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private static Inventory.Builder read(CsvRows rows) throws IOException {
    int address = rows.want("address");
    int host = rows.want("host");
    if (address < 0 && host < 0) {
      throw rows.refuse("no column \"address\" or \"host\" in the header");
    }
    rows.wantAll();
    int key = address >= 0 ? address : host;
    List<Integer> others = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.header().size(); i++) {
      if (i != key) {
        others.add(i);
        names.add(rows.header().get(i));
      }
    }
    Inventory.Builder inventory = new Inventory.Builder(names);
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
