package io.github.rdpsweep.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * Texts that rows say over and over, once each: a row names them by number. Belongs to one thread.
 */
final class Phrases {

  /*
   * How this works: a table of a fixed size, and no text ever leaves it. So it takes no more memory
   * for a million rows than for some thousand; what comes when it is full is written out each time.
   */

  /** More than the rows of a sweep repeat. */
  static final int MOST = 1_024;

  /** A power of two. */
  private static final int PLACES = 4 * MOST;

  private static final int TRIES = 8;

  /** So many bytes of a text tell it from others, more or less. */
  private static final int SIGNIFICANT = 32;

  private byte[][] texts = new byte[16][];
  private final short[] numbers = new short[PLACES]; // from 1; 0 where there is none
  private int count;

  /** The number of a text, or -1 if there is no room for it. */
  int of(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    for (int i = 0; i < TRIES; i++) {
      int place = (hash + i) & (PLACES - 1);
      int number = numbers[place] - 1;
      if (number < 0) {
        return add(place, Arrays.copyOfRange(bytes, from, to));
      }
      byte[] known = texts[number];
      if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
        return number;
      }
    }
    return -1;
  }

  private int add(int place, byte[] text) {
    if (count == MOST) {
      return -1;
    }
    if (count == texts.length) {
      texts = Arrays.copyOf(texts, 2 * count);
    }
    texts[count] = text;
    numbers[place] = (short) ++count;
    return count - 1;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int step = 1 + (to - from) / SIGNIFICANT;
    int hash = to - from;
    for (int i = from; i < to; i += step) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ hash >>> 15;
  }

  /** All of them, in the order of their numbers. */
  List<String> texts() {
    return Arrays.stream(texts, 0, count).map(text -> new String(text, UTF_8)).toList();
  }
}
