package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;

/**
 * The text of one cell, in characters that the next cell uses again: a row of numbers leaves no
 * garbage behind. Belongs to one writer and its thread.
 *
 * <p>For characters only that need neither quotes nor {@link SafeCell}: digits, letters, {@code
 * .:/%-}.
 */
final class CellText {

  /** The generator takes shorter pieces into its buffer, and pays a write for longer ones. */
  private static final int PIECE = 31;

  private char[] chars = new char[64];
  private int length;

  CellText clear() {
    length = 0;
    return this;
  }

  CellText append(char c) {
    ensureRoom(1);
    chars[length++] = c;
    return this;
  }

  CellText append(String text) {
    ensureRoom(text.length());
    text.getChars(0, text.length(), chars, length);
    length += text.length();
    return this;
  }

  /** In decimal; not negative. */
  CellText appendNumber(long value) {
    if (value > 999_999_999) {
      appendNumber(value / 1_000_000_000);
      return appendPadded((int) (value % 1_000_000_000), 9);
    }
    int small = (int) value;
    int digits = 1;
    for (int limit = 10; small >= limit && digits < 9; limit *= 10) {
      digits++;
    }
    return appendPadded(small, digits);
  }

  /** In decimal, with leading zeros; not negative, and of no more digits than given. */
  CellText appendPadded(int value, int digits) {
    ensureRoom(digits);
    int rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      chars[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Sixteen bits in hexadecimal, without leading zeros. */
  CellText appendHex(int value) {
    for (int shift = value > 0xfff ? 12 : value > 0xff ? 8 : value > 0xf ? 4 : 0;
        shift >= 0;
        shift -= 4) {
      append(Character.forDigit(value >>> shift & 0xf, 16));
    }
    return this;
  }

  /** Microseconds as milliseconds with three decimals. */
  CellText appendMillis(long micros) {
    return appendNumber(micros / 1_000).append('.').appendPadded((int) (micros % 1_000), 3);
  }

  /** Appends the text to the cell that the generator wrote last. */
  void writeTo(JsonGenerator out) throws IOException {
    for (int start = 0; start < length; start += PIECE) {
      out.writeRaw(chars, start, Math.min(PIECE, length - start));
    }
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }

  private void ensureRoom(int more) {
    if (length + more > chars.length) {
      chars = Arrays.copyOf(chars, 2 * (length + more));
    }
  }
}
