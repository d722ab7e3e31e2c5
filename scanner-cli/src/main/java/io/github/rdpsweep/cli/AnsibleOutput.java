package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.AnsibleInventory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Hosts to be worked on, gathered from the rows and written at the end. */
final class AnsibleOutput implements OutputContent {

  private final OutputStream place;
  private final AnsibleInventory inventory = new AnsibleInventory();

  AnsibleOutput(OutputStream place) {
    this.place = place;
  }

  @Override
  public Optional<OutputStream> rows() {
    return Optional.of(inventory.rows());
  }

  @Override
  public boolean hasEnd() {
    return true;
  }

  @Override
  public void end(SweepEnd end) throws IOException {
    inventory.writeList(place);
  }

  @Override
  public Optional<String> note() {
    return noteOn(inventory);
  }

  /** What is said of hosts that there was no room for. */
  static Optional<String> noteOn(AnsibleInventory inventory) {
    long leftOut = inventory.leftOut();
    return leftOut == 0
        ? Optional.empty()
        : Optional.of(leftOut + " hosts are not in the inventory, which holds 100000");
  }
}
