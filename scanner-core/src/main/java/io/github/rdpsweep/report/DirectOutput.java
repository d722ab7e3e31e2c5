package io.github.rdpsweep.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Something written as it comes, as it has no place to be renamed into. */
final class DirectOutput implements Destination {

  private final OutputStream stream;
  private final Closeable end;
  private boolean ended;

  private DirectOutput(OutputStream stream, Closeable end) {
    this.stream = stream;
    this.end = end;
  }

  /** For a stream that was opened for this output. */
  static DirectOutput closing(OutputStream stream) {
    return new DirectOutput(stream, stream);
  }

  /** For a stream that others use too. */
  static DirectOutput flushing(OutputStream stream) {
    return new DirectOutput(stream, stream::flush);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public synchronized void finish() throws IOException {
    if (!ended) {
      ended = true;
      end.close();
    }
  }

  @Override
  public Optional<Path> keep() throws IOException {
    finish();
    return Optional.empty();
  }

  /** What is written is gone; there is nothing to take back. */
  @Override
  public void discard() throws IOException {
    finish();
  }
}
