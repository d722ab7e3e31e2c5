package io.github.rdpsweep.program;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scanner has to find in a segment of {@code netns-fleet.sh}, by the fault that its router
 * or its hosts have.
 *
 * @param usual the outcome of nearly every address
 * @param rest outcomes that the others may have
 * @param restAtMost how many others there may be
 */
record FaultySegment(String usual, Set<String> rest, int restAtMost) {

  static final int ADDRESSES = 254;

  /** The causes of one segment each, and what they look like through native epoll. */
  static final Map<String, FaultySegment> BY_CAUSE = byCause();

  private static Map<String, FaultySegment> byCause() {
    Map<String, FaultySegment> segments = new LinkedHashMap<>();
    segments.put("healthy", only("ready"));
    segments.put("dropped-at-router", only("silent"));
    segments.put("rejected-admin-prohibited", rateLimited("unreachable"));
    segments.put("port-closed", only("refused"));
    segments.put("service-hung", only("hung"));
    // Each of three packets and their repeats has to get through, which is likely but not sure.
    segments.put(
        "packet-loss-10",
        new FaultySegment("ready", Set.of("silent", "hung", "unacknowledged"), 10));
    segments.put("one-way-replies-dropped", only("silent"));
    segments.put("rejected-tcp-reset", only("refused"));
    segments.put("hosts-down", rateLimited("unreachable"));
    segments.put("no-route-at-router", rateLimited("unreachable"));
    // The first ones find room in the queue of the listener that stands for all of them.
    segments.put(
        "accept-queue-full", new FaultySegment("silent", Set.of("hung", "unacknowledged"), 20));
    segments.put("payload-dropped-after-handshake", only("unacknowledged"));
    segments.put("path-mtu-blackhole", only("ready")); // a confirm is small enough
    segments.put("routing-loop", rateLimited("unreachable"));
    segments.put("rejected-host-unreachable", rateLimited("unreachable"));
    segments.put("rejected-port-unreachable", rateLimited("refused"));
    segments.put("answers-late", only("ready"));
    segments.put("port-dropped", only("silent"));
    return segments;
  }

  /** All addresses alike. */
  static FaultySegment only(String outcome) {
    return new FaultySegment(outcome, Set.of(), 0);
  }

  /** Routers send few ICMP errors, and share them out between all segments: most stay silent. */
  private static FaultySegment rateLimited(String outcome) {
    return new FaultySegment("silent", Set.of(outcome), ADDRESSES);
  }

  /** What is wrong with these outcomes of the segment's addresses; empty if nothing is. */
  String complaint(List<String> outcomes) {
    int others = 0;
    for (String outcome : outcomes) {
      if (rest.contains(outcome)) {
        others++;
      } else if (!outcome.equals(usual)) {
        return "unexpected " + outcome + ": " + count(outcomes);
      }
    }
    if (outcomes.size() != ADDRESSES) {
      return outcomes.size() + " rows";
    }
    return others > restAtMost ? "too few " + usual + ": " + count(outcomes) : "";
  }

  private static String count(List<String> outcomes) {
    String[] distinct = outcomes.stream().distinct().sorted().toArray(String[]::new);
    return Arrays.stream(distinct)
        .map(outcome -> outcome + " " + outcomes.stream().filter(outcome::equals).count())
        .collect(joining(", "));
  }
}
