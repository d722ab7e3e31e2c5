package io.github.rdpsweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What is written to a place that is open: with the rows as they come, when all of them are
 * written, or both. Of one sweep.
 */
interface OutputContent {

  /** Writes the end of a sweep. */
  interface EndWriter {
    void write(SweepEnd end) throws IOException;
  }

  /**
   * What takes the bytes of the results CSV, on the thread that writes rows; empty if this output
   * has no use for them.
   */
  default Optional<OutputStream> rows() {
    return Optional.empty();
  }

  /** Whether {@link #end} writes anything. */
  default boolean hasEnd() {
    return false;
  }

  /** Writes what is known when all rows are written. */
  default void end(SweepEnd end) throws IOException {}

  /** Whether that of a sweep that was cut short may replace an older one of a whole sweep. */
  default boolean mayBePart() {
    return false;
  }

  /** The rows, and nothing else. */
  static OutputContent rows(OutputStream rows) {
    return new OutputContent() {
      @Override
      public Optional<OutputStream> rows() {
        return Optional.of(rows);
      }
    };
  }

  /** Something about all rows, which is worth having of a whole sweep only. */
  static OutputContent ofWhole(EndWriter writer) {
    return atEnd(writer, false);
  }

  /** Something that itself says how far the sweep came. */
  static OutputContent ofPartToo(EndWriter writer) {
    return atEnd(writer, true);
  }

  private static OutputContent atEnd(EndWriter writer, boolean mayBePart) {
    return new OutputContent() {
      @Override
      public boolean hasEnd() {
        return true;
      }

      @Override
      public void end(SweepEnd end) throws IOException {
        writer.write(end);
      }

      @Override
      public boolean mayBePart() {
        return mayBePart;
      }
    };
  }
}
