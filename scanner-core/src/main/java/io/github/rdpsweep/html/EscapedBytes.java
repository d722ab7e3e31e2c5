package io.github.rdpsweep.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes text that is encoded already as the inside of a JSON string which can stand inside an HTML
 * element. Belongs to one thread.
 */
final class EscapedBytes {

  private static final int BLOCK = 64 * 1024;

  /** Of figures, commas and points, which most of the text is; a look at a table takes longer. */
  private static final byte FIRST_OF_MOST = '(';

  private static final byte LAST_OF_MOST = ':';

  /** What is written instead of an octet; null where that is itself. */
  private static final byte[][] ESCAPES = new byte[256][];

  static {
    for (char c = 0; c < ' '; c++) {
      escape(c);
    }
    for (char c : new char[] {'"', '\\', '<', '>', '&', '\''}) {
      escape(c);
    }
    ESCAPES['\n'] = "\\n".getBytes(US_ASCII);
    ESCAPES['\t'] = "\\t".getBytes(US_ASCII);
  }

  private final OutputStream out;
  private final byte[] block = new byte[BLOCK];
  private int used;

  EscapedBytes(OutputStream out) {
    this.out = out;
  }

  private static void escape(char c) {
    ESCAPES[c] = String.format("\\u%04x", (int) c).getBytes(US_ASCII);
  }

  void write(byte[] text, int length) throws IOException {
    int plain = 0;
    for (int i = 0; i < length; i++) {
      byte octet = text[i];
      if (octet >= FIRST_OF_MOST && octet <= LAST_OF_MOST) {
        continue;
      }
      byte[] escape = ESCAPES[octet & 0xff];
      if (escape != null) {
        append(text, plain, i - plain);
        append(escape, 0, escape.length);
        plain = i + 1;
      }
    }
    append(text, plain, length - plain);
  }

  private void append(byte[] text, int from, int length) throws IOException {
    if (length > BLOCK - used) {
      flush();
      if (length > BLOCK) {
        out.write(text, from, length);
        return;
      }
    }
    System.arraycopy(text, from, block, used, length);
    used += length;
  }

  void flush() throws IOException {
    out.write(block, 0, used);
    used = 0;
  }
}
