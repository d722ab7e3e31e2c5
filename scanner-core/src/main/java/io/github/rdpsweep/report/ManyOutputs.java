package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/** Writes the same to several places. What is wrong with one of them is told with its name. */
public final class ManyOutputs extends OutputStream {

  /**
   * One of the places.
   *
   * @param name what users know it by
   * @param stream not closed
   */
  public record Place(String name, OutputStream stream) {

    public Place {
      Objects.requireNonNull(name);
      Objects.requireNonNull(stream);
    }
  }

  /** Something that is done to each place. */
  private interface Step {
    void doTo(OutputStream stream) throws IOException;
  }

  private final List<Place> places;

  /** Writes to all of them, in this order; closing them stays the caller's. */
  public ManyOutputs(List<Place> places) {
    this.places = List.copyOf(places);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    forEach(stream -> stream.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    forEach(OutputStream::flush);
  }

  private void forEach(Step step) throws IOException {
    for (Place place : places) {
      try {
        step.doTo(place.stream());
      } catch (IOException e) {
        throw new IOException(place.name() + ": " + e.getMessage(), e);
      }
    }
  }
}
