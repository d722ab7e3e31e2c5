package io.github.rdpsweep.html;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of text, each with a key that is not negative; those with the largest keys can be dropped.
 * Belongs to one thread.
 */
final class HostRows {

  /*
   * How this works: lines stand one behind the other in pages of memory, and none is in two pages.
   * So neither growing nor dropping lines takes room for all of them a second time.
   */

  private static final int PAGE = 1 << 18;

  /** So that keys are in 4,096 buckets by their first bits, of which one is sorted. */
  private static final int BUCKET_SHIFT = 51;

  /** Some rows, at the beginning of some memory. */
  private static final class Page {

    private final byte[] bytes;
    private int used;
    private int rows;

    Page(int size) {
      bytes = new byte[size];
    }
  }

  private List<Page> pages = new ArrayList<>();
  private Page page = new Page(0);

  /** By row, in their order. */
  private long[] keys = new long[1 << 10];

  private int[] lengths = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  void add(long key, byte[] line, int length) {
    System.arraycopy(line, 0, room(length), page.used, length);
    added(key, length);
  }

  private byte[] room(int length) {
    if (page.bytes.length - page.used < length) {
      page = new Page(Math.max(PAGE, length));
      pages.add(page);
    }
    return page.bytes;
  }

  private void added(long key, int length) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    page.used += length;
    page.rows++;
    keys[size] = key;
    lengths[size++] = length;
  }

  /**
   * Drops lines, so that no more than so many are left, in the order that they have.
   *
   * @return the largest key of those that are left
   */
  long keepSmallest(int most) {
    int[] ofBucket = new int[1 << (Long.SIZE - 1 - BUCKET_SHIFT)];
    for (int i = 0; i < size; i++) {
      ofBucket[(int) (keys[i] >>> BUCKET_SHIFT)]++;
    }
    int bucket = 0;
    int before = 0;
    while (before + ofBucket[bucket] < most) {
      before += ofBucket[bucket++];
    }
    long[] sorted = sortedKeys(bucket, ofBucket[bucket]);
    long largest = sorted[most - before - 1];
    int firstEqual = most - before - 1;
    while (firstEqual > 0 && sorted[firstEqual - 1] == largest) {
      firstEqual--;
    }
    int equal = most - before - firstEqual; // so many of those with the largest key
    drop(largest, equal);
    return largest;
  }

  private long[] sortedKeys(int bucket, int count) {
    long[] sorted = new long[count];
    int next = 0;
    for (int i = 0; i < size; i++) {
      if ((int) (keys[i] >>> BUCKET_SHIFT) == bucket) {
        sorted[next++] = keys[i];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Drops those with larger keys, and of those with this key all but the first few. */
  private void drop(long largest, int equal) {
    List<Page> old = pages;
    pages = new ArrayList<>();
    page = new Page(0);
    int row = 0;
    int left = equal;
    size = 0;
    for (int i = 0; i < old.size(); i++) {
      Page each = old.set(i, null); // no longer needed
      int from = 0;
      for (int last = row + each.rows; row < last; row++) {
        int length = lengths[row];
        if (keys[row] < largest || (keys[row] == largest && left-- > 0)) {
          System.arraycopy(each.bytes, from, room(length), page.used, length);
          added(keys[row], length);
        }
        from += length;
      }
    }
  }

  /** Writes all of them as the inside of a JSON string. */
  void writeTo(OutputStream out) throws IOException {
    EscapedBytes escaped = new EscapedBytes(out);
    for (Page each : pages) {
      escaped.write(each.bytes, each.used);
    }
    escaped.flush();
  }
}
