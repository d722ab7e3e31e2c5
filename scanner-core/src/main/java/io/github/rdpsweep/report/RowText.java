package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Text of rows as bytes, in memory that the next rows use again: a row of numbers leaves no garbage
 * behind. Belongs to one thread.
 */
/*
 * Most sweeps end before the optimising compiler could earn its keep, so rows are written by code
 * that the quick one compiled, which makes a call of every call: each method claims its bytes once,
 * and a number is one loop.
 */
final class RowText {

  private static final int BILLION = 1_000_000_000;

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
    int at = claim(1);
    bytes[at] = (byte) c;
    return this;
  }

  /** The same character, one of ASCII's, so many times. */
  RowText append(char c, int times) {
    int at = claim(times);
    Arrays.fill(bytes, at, at + times, (byte) c);
    return this;
  }

  /** Text that is encoded already. */
  RowText append(byte[] text) {
    int at = claim(text.length);
    System.arraycopy(text, 0, bytes, at, text.length);
    return this;
  }

  /** A part of text that is encoded already. */
  RowText append(byte[] text, int from, int to) {
    int at = claim(to - from);
    System.arraycopy(text, from, bytes, at, to - from);
    return this;
  }

  /** Puts one of ASCII's characters in the place of the last one. */
  RowText replaceLast(char c) {
    bytes[length - 1] = (byte) c;
    return this;
  }

  /** In decimal; not negative. */
  RowText appendNumber(long value) {
    if (value >= BILLION) {
      return appendNumber(value / BILLION).appendDigits((int) (value % BILLION), 9);
    }
    int small = (int) value;
    int digits = 1;
    for (int limit = 10; small >= limit && digits < 9; limit *= 10) {
      digits++;
    }
    return appendDigits(small, digits);
  }

  /** In decimal with leading zeros, in so many digits; 0 to what they can hold. */
  RowText appendDigits(int value, int digits) {
    int at = claim(digits);
    byte[] text = bytes;
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      int tens = rest / 10;
      text[i] = (byte) ('0' + rest - 10 * tens);
      rest = tens;
    }
    return this;
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
    return appendNumber(micros / 1_000).append('.').appendDigits((int) (micros % 1_000), 3);
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

  /** Makes the text longer by so many bytes, and tells where they begin. */
  private int claim(int more) {
    int at = length;
    length = at + more;
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    return at;
  }
}
