package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the same to two places. What is wrong with the second one is told with its name. */
public final class TwoOutputs extends OutputStream {

  private final OutputStream first;
  private final OutputStream second;
  private final String nameOfSecond;

  /** Writes to both; closing them stays the caller's. */
  public TwoOutputs(OutputStream first, OutputStream second, String nameOfSecond) {
    this.first = first;
    this.second = second;
    this.nameOfSecond = nameOfSecond;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    first.write(bytes, offset, length);
    try {
      second.write(bytes, offset, length);
    } catch (IOException e) {
      throw ofSecond(e);
    }
  }

  @Override
  public void flush() throws IOException {
    first.flush();
    try {
      second.flush();
    } catch (IOException e) {
      throw ofSecond(e);
    }
  }

  private IOException ofSecond(IOException e) {
    return new IOException(nameOfSecond + ": " + e.getMessage(), e);
  }
}
