package io.github.rdpsweep.segment;

import java.util.ArrayList;
import java.util.List;

/** Finds the prefixes that stand out in one channel. */
final class ScanPass {

  /*
   * How this works, and why: a scan statistic tries every prefix and takes the one with the highest
   * likelihood ratio, removes it and tries again. That greedy choice joins what does not belong
   * together: two dead /24 with healthy ones between them make a /22 of which half is dead, and its
   * ratio beats that of either /24. So the whole set of prefixes is chosen at once: each prefix has
   * a price, and of all sets of disjoint prefixes the one with the highest sum of log likelihood
   * ratios minus prices is the finding. On a tree that is one walk from the leaves up: a prefix is
   * taken if it is worth more than the best of what lies within it. A dead /22 costs one price where
   * its four /24 cost four.
   *
   * The price is the significance. If a prefix is like the rest of the fleet, its log likelihood
   * ratio exceeds t with a probability of at most exp(-t) (Chernoff's bound on the binomial tail;
   * with two kinds of failure, the chi-squared tail with two degrees of freedom). So with the price
   * ln(looks / level), where looks is how many prefixes are tried in all channels, a fleet without
   * faults has a finding with a probability below the level (Bonferroni). A Monte-Carlo test would
   * be a little sharper, as prefixes overlap, and cost a thousand scans.
   *
   * What is normal is learnt from the rest of the fleet, which is what has no finding: so findings
   * and normal rates are found in turns, from a high rate down, until they agree.
   */

  private static final int MAX_ROUNDS = 10;

  private final PrefixTree tree;
  private final Prospects prospects;
  private final double price;
  private Channel channel;
  private List<Integer> chosen = List.of();

  private ScanPass(PrefixTree tree, Prospects prospects, double price) {
    this.tree = tree;
    this.prospects = prospects;
    this.price = price;
    this.channel = prospects.channel();
  }

  /**
   * Scans a tree.
   *
   * @param prospects what to look at, in a channel with a high rate taken for normal
   * @param price the log likelihood ratio that a prefix must have to be taken
   */
  static ScanPass of(PrefixTree tree, Prospects prospects, double price) {
    ScanPass pass = new ScanPass(tree, prospects, price);
    List<Integer> before;
    int rounds = 0;
    do {
      before = pass.chosen;
      pass.chosen = pass.choose();
      pass.channel = prospects.channel().learn(pass.outside());
      rounds++;
    } while (rounds == 1 || (!pass.chosen.equals(before) && rounds < MAX_ROUNDS));
    return pass;
  }

  /** The prefixes that stand out: disjoint nodes of the tree. */
  List<Integer> chosen() {
    return chosen;
  }

  /** The channel, with the normal rate that was learnt. */
  Channel channel() {
    return channel;
  }

  /** Counts over all that does not stand out. */
  Totals outside() {
    Totals outside = tree.totals();
    for (int node : chosen) {
      outside = outside.minus(tree.totals(node));
    }
    return outside;
  }

  /** What counts are worth as a finding of their own; a price is to be paid for it. */
  double gain(Totals totals) {
    return Prospects.isTried(channel, totals) ? channel.gain(totals) : Channel.NO_GAIN;
  }

  private List<Integer> choose() {
    if (prospects.isEmpty()) {
      return List.of();
    }
    double[] best = new double[tree.size()];
    boolean[] taken = new boolean[tree.size()];
    for (int node = 0; node < tree.size(); node++) {
      double within = tree.isLeaf(node) ? 0 : best[tree.left(node)] + best[tree.right(node)];
      best[node] = within;
      if (prospects.holds(node)) {
        double asOne = gain(tree.totals(node)) - price;
        taken[node] = asOne > within;
        best[node] = Math.max(asOne, within);
      }
    }
    List<Integer> result = new ArrayList<>();
    for (int root : tree.roots()) {
      collect(root, taken, result);
    }
    return result;
  }

  private void collect(int node, boolean[] taken, List<Integer> result) {
    if (taken[node]) {
      result.add(node);
    } else if (!tree.isLeaf(node)) {
      collect(tree.left(node), taken, result);
      collect(tree.right(node), taken, result);
    }
  }
}
