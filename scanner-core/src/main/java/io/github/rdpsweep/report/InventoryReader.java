package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.target.NameResolver;
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
    List<Inventory.Builder> builder = new ArrayList<>();
    CsvRows.read(file, rows -> builder.add(read(rows)));
    return builder.get(0).build(resolver);
  }
}
