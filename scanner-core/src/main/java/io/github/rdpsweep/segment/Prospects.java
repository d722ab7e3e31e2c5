package io.github.rdpsweep.segment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The prefixes of a tree that are tried in one channel, and those of them that may stand out. */
final class Prospects {

  /*
   * Most of a fleet is well, and a prefix in which too little fails to matter is left out of every
   * round of a scan. So the counts of a prefix are looked at once, for all channels.
   */

  /** Fewer hosts are no prefix to speak of. */
  private static final int LEAST_HOSTS = 4;

  private final Channel channel;
  private final BitSet nodes = new BitSet();
  private long looks;

  private Prospects(Channel channel) {
    this.channel = channel;
  }

  /** Looks at all prefixes of a tree; an item for each channel. */
  static List<Prospects> of(PrefixTree tree, List<Channel> channels) {
    List<Prospects> all = new ArrayList<>();
    channels.forEach(channel -> all.add(new Prospects(channel)));
    for (int node = 0; node < tree.size(); node++) {
      Totals totals = tree.totals(node);
      for (Prospects each : all) {
        each.look(node, totals);
      }
    }
    return all;
  }

  private void look(int node, Totals totals) {
    if (isTried(channel, totals)) {
      looks++;
      if (channel.mayStandOut(totals)) {
        nodes.set(node);
      }
    }
  }

  /** Whether there are hosts enough. */
  static boolean isTried(Channel channel, Totals totals) {
    return channel.hosts(totals) >= LEAST_HOSTS;
  }

  Channel channel() {
    return channel;
  }

  /** How many prefixes are tried. */
  long looks() {
    return looks;
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** Whether a node is one that may stand out. */
  boolean holds(int node) {
    return nodes.get(node);
  }
}
