package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.target.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the fewest, largest prefixes whose failures, losses or latencies stand out from the rest of
 * the fleet. One dead host in a /24 is no finding, and a dead /22 is one, not four.
 */
public final class FindingScan {

  /*
   * How this works: each channel (not reached, service, compatibility, loss, latency) is scanned by
   * itself, see ScanPass. What it chose is then put into as few findings as it takes: the prefixes
   * of a named segment become one where the whole segment stands out, and so do the pieces around a
   * small part that is well.
   */

  /** In a fleet without faults, the probability of any finding at all is below this. */
  private static final double LEVEL = 0.01;

  /** Where so much of a prefix is cut off, what befalls the few hosts that are left is no news. */
  private static final double FEW = 0.25;

  /** Pieces become one finding if they hold this share of the hosts of what is around them. */
  private static final double NEARLY_ALL = 0.75;

  private final SegmentTally tally;
  private final PrefixTree tree;
  private final List<Totals> segments;
  private final LatencyChannel latency;
  private final Map<String, int[]> unions;
  private final List<Prospects> prospects;
  private final double price;

  private FindingScan(SegmentTally tally) {
    this.tally = tally;
    boolean[] uniform = new boolean[tally.size()];
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] = tally.isUniform(i);
    }
    tree = new PrefixTree(tally.cells(), segment -> uniform[segment]);
    segments = tree.bySegment(tally.size());
    latency = LatencyChannel.of(segments);
    unions = unions(tally);
    prospects = Prospects.of(tree, channels());
    price = Math.log(Math.max(1, looks()) / LEVEL);
  }

  /** The findings of a sweep, those with most hosts first. */
  public static List<Finding> of(SegmentTally tally) {
    return new FindingScan(tally).findings();
  }

  private List<Channel> channels() {
    return List.of(
        new ReachChannel(),
        RatioChannel.service(),
        RatioChannel.compatibility(),
        RatioChannel.loss(),
        latency);
  }

  private long looks() {
    return prospects.stream().mapToLong(each -> each.looks() + unions.size()).sum();
  }

  /** The segments of each name that has several. */
  private static Map<String, int[]> unions(SegmentTally tally) {
    Map<String, List<Integer>> byName =
        IntStream.range(0, tally.size())
            .boxed()
            .filter(number -> !tally.name(number).isEmpty())
            .collect(Collectors.groupingBy(tally::name));
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().mapToInt(Integer::intValue).toArray()));
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Prospects each : prospects) {
      ScanPass pass = ScanPass.of(tree, each, price);
      List<Finding> found = new ArrayList<>();
      List<Integer> left = new ArrayList<>(pass.chosen());
      unions.forEach((name, numbers) -> takeUnion(pass, name, numbers, left, found));
      for (Cause cause : Cause.values()) {
        List<Integer> alike =
            left.stream().filter(node -> pass.channel().cause(tree.totals(node)) == cause).toList();
        for (int root : tree.roots()) {
          join(pass, root, alike, found);
        }
      }
      found.removeIf(later -> findings.stream().anyMatch(before -> isPart(later, before)));
      findings.addAll(found);
    }
    findings.sort(Comparator.comparingLong(Finding::hosts).reversed());
    return findings;
  }

  /** Whether a finding of a later layer is of the few hosts that another one has left. */
  private static boolean isPart(Finding finding, Finding before) {
    return before.kind() == Finding.Kind.FAILING
        && finding.kind() == Finding.Kind.FAILING
        && finding.hosts() <= FEW * before.hosts()
        && finding.prefixes().stream()
            .allMatch(each -> before.prefixes().stream().anyMatch(all -> holds(all, each)));
  }

  private static boolean holds(Prefix outer, Prefix inner) {
    return outer.range().contains(inner.range().first())
        && outer.range().contains(inner.range().last());
  }

  /** Takes all prefixes of a name as one finding, if that is worth more than what is in them. */
  private void takeUnion(
      ScanPass pass, String name, int[] numbers, List<Integer> left, List<Finding> findings) {
    Totals totals = Totals.NONE;
    for (int number : numbers) {
      totals = totals.plus(segments.get(number));
    }
    List<Integer> inside = new ArrayList<>();
    double worth = 0;
    for (int node : left) {
      List<String> names = names(node);
      if (names.equals(List.of(name))) {
        inside.add(node);
        worth += pass.gain(tree.totals(node)) - price;
      } else if (names.contains(name)) {
        return; // it is part of something larger
      }
    }
    if (pass.gain(totals) - price <= worth) {
      return;
    }
    left.removeAll(inside);
    List<Prefix> prefixes =
        Arrays.stream(numbers)
            .filter(number -> segments.get(number).hosts() > 0)
            .mapToObj(tally::prefix)
            .sorted(Comparator.comparing(Prefix::address))
            .toList();
    Failures failures =
        tree.failures(number -> Arrays.stream(numbers).anyMatch(of -> of == number));
    findings.add(finding(pass, prefixes, name, totals, failures));
  }

  /** Makes findings of the chosen nodes below a node, as few as it takes. */
  private void join(ScanPass pass, int node, List<Integer> chosen, List<Finding> findings) {
    List<Integer> below = chosen.stream().filter(piece -> tree.holds(node, piece)).toList();
    if (below.isEmpty()) {
      return;
    }
    Totals totals = below.stream().map(tree::totals).reduce(Totals.NONE, Totals::plus);
    long around = pass.channel().hosts(tree.totals(node));
    if (below.size() == 1 || pass.channel().hosts(totals) >= NEARLY_ALL * around) {
      findings.add(findingOf(pass, below, totals));
    } else {
      join(pass, tree.left(node), below, findings);
      join(pass, tree.right(node), below, findings);
    }
  }

  private Finding findingOf(ScanPass pass, List<Integer> nodes, Totals totals) {
    Failures failures = nodes.stream().map(tree::failures).reduce(Failures.NONE, Failures::plus);
    List<String> names = nodes.stream().flatMap(node -> names(node).stream()).distinct().toList();
    return finding(
        pass,
        nodes.stream().map(this::prefix).toList(),
        names.size() == 1 ? names.get(0) : "",
        totals,
        failures);
  }

  private Finding finding(
      ScanPass pass, List<Prefix> prefixes, String name, Totals totals, Failures failures) {
    Channel channel = pass.channel();
    Totals outside = pass.outside();
    return new Finding(
        channel.kind(),
        channel.cause(totals),
        prefixes,
        name,
        channel.hosts(totals),
        channel.affected(totals),
        (double) channel.affected(outside) / Math.max(1, channel.hosts(outside)),
        totals.timely() == 0 ? Latency.NOT_MEASURED : Math.round(Math.exp(totals.meanLog())),
        latency.typicalNanos(),
        failures.byOutcome(),
        failures.inconsistent());
  }

  /** A node's prefix, or its segment's if nothing else is expected there. */
  private Prefix prefix(int node) {
    int[] numbers = tree.segments(node);
    int shortest =
        numbers.length == 1 ? tally.prefix(numbers[0]).length() : tree.prefix(node).length();
    return tree.prefix(node, shortest);
  }

  /** What the user calls the segments of a node, the empty name among them. */
  private List<String> names(int node) {
    return Arrays.stream(tree.segments(node)).mapToObj(tally::name).distinct().toList();
  }
}
