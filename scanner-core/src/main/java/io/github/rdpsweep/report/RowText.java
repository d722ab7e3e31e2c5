package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Text of rows as bytes, in memory that the next rows use again: a row of numbers leaves no garbage
 * behind. Belongs to one thread.
 */
final class RowText {

  private byte[] bytes;
  private int length;

  /** With room for so many bytes; it grows where that is too little. */
  RowText(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** One of ASCII's characters. */
  RowText append(char c) {
    ensureRoom(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** The same character, one of ASCII's, so many times. */
  RowText append(char c, int times) {
    ensureRoom(times);
    for (int i = 0; i < times; i++) {
      bytes[length++] = (byte) c;
    }
    return this;
  }

  /** Text that is encoded already. */
  RowText append(byte[] text) {
    ensureRoom(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** A part of text that is encoded already. */
  RowText append(byte[] text, int from, int to) {
    ensureRoom(to - from);
    System.arraycopy(text, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** Puts one of ASCII's characters in the place of the last one. */
  RowText replaceLast(char c) {
    bytes[length - 1] = (byte) c;
    return this;
  }

  /** In decimal; not negative. */
  RowText appendNumber(long value) {
    if (value > 999) {
      return appendNumber(value / 1_000).appendThreeDigits((int) (value % 1_000));
    }
    int small = (int) value;
    if (small > 99) {
      return appendThreeDigits(small);
    }
    return small > 9 ? appendTwoDigits(small) : appendDigit(small);
  }

  /** In decimal with leading zeros; 0 to 999. */
  RowText appendThreeDigits(int value) {
    return appendDigit(value / 100).appendTwoDigits(value % 100);
  }

  /** In decimal with a leading zero; 0 to 99. */
  RowText appendTwoDigits(int value) {
    return appendDigit(value / 10).appendDigit(value % 10);
  }

  private RowText appendDigit(int value) {
    return append((char) ('0' + value));
  }

  /** Sixteen bits in hexadecimal, without leading zeros. */
  RowText appendHex(int value) {
    for (int shift = value > 0xfff ? 12 : value > 0xff ? 8 : value > 0xf ? 4 : 0;
        shift >= 0;
        shift -= 4) {
      append(Character.forDigit(value >>> shift & 0xf, 16));
    }
    return this;
  }

  /** Microseconds as milliseconds with three decimals. */
  RowText appendMillis(long micros) {
    return appendNumber(micros / 1_000).append('.').appendThreeDigits((int) (micros % 1_000));
  }

  /** Moves the text to an output, and is empty again. */
  void moveTo(OutputStream out) throws IOException {
    int all = length;
    length = 0;
    out.write(bytes, 0, all);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }

  private void ensureRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }
}
