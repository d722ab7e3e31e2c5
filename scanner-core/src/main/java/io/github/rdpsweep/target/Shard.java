package io.github.rdpsweep.target;

/**
 * One machine's share of a sweep: every {@code count}-th position of the permutation, which all
 * shards share through the same targets and seed.
 *
 * @param index which one, from 1
 * @param count how many there are
 */
public record Shard(int index, int count) {

  /** The sweep as a whole. */
  public static final Shard WHOLE = new Shard(1, 1);

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "\"" + index + "/" + count + "\": shard is not in 1-" + count);
    }
  }

  /**
   * Reads {@code 2/5}, the second of five.
   *
   * @throws IllegalArgumentException naming text and reason
   */
  public static Shard parse(String text) {
    Item item = new Item("", text);
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw item.refuse("a shard is written index/count, such as 2/5");
    }
    int count = item.number(text.substring(slash + 1), Integer.MAX_VALUE, "shard count");
    int index = item.number(text.substring(0, slash), count, "shard index");
    if (index == 0) {
      throw item.refuse("shards are counted from 1");
    }
    return new Shard(index, count);
  }

  /** How many of {@code total} positions are this shard's. */
  public long size(long total) {
    long first = index - 1L;
    return total <= first ? 0 : (total - first - 1) / count + 1;
  }

  /** The position of the shard's {@code k}-th step, from 0. */
  public long position(long k) {
    return index - 1L + k * count;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
