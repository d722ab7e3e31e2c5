package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopWalkTest {

  private static final TraceSettings SETTINGS =
      new TraceSettings(12, 3, Duration.ofSeconds(1), Duration.ZERO);

  /** What each hop says, whenever it is asked; behind the last one, silence. */
  @ParameterizedTest(name = "{0} [{1}] asks {2}")
  @CsvSource({
    // straight, hops, the order in which they are asked
    "syn-ack, r1 r2 syn-ack, 1 2 3",
    "syn-ack, syn-ack, 1",
    "reset, r1 reset, 1 2",
    "*, r1 r2, 1 2 3 4 5 6 7 3 4 5 6 7 3 4 5 6 7", // five behind the last router, in rounds
    "*, '', 1 2 3 4 5 1 2 3 4 5 1 2 3 4 5",
    "*, r1 * r3 syn-ack, 1 2 3 4 2 2", // the silent one is asked again, and no farther
    "syn-ack, r1 * * * * * * * syn-ack, 1 2 3 4 5 6 7 8 9 2 3 4 5 6 7 8 2 3 4 5 6 7 8",
    "syn-ack, '', 1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8 9 10 11 12",
    "*, r1 r2 x3, 1 2 3",
    "x2, r1 r2 x2, 1 2", // hop 2 is the one that rejects: no need to hear it again
    "xh, r1 r2 xh, 1 2 3",
    "r5, r1 r2 r3 r2 r3, 1 2 3 4", // in a circle
    "r5, r1 r2 r2 r3 r2, 1 2 3 4 5", // a router that answers for the next one is no circle
    "*, r1 r2 r3 r2 r3 syn-ack, 1 2 3 4 5 6", // two ways of unequal length, maybe
    "*, r r r syn-ack, 1 2 3 4",
    "r, r r r r, ''", // what ends it ends it at each hop
    "n, '', ''",
    "own, '', ''",
    "*, r1 own r3, 1 2",
    "*, r1 r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12 r13, 1 2 3 4 5 6 7 8 9 10 11 12"
  })
  void asksTheHopsThatMatter(String straight, String hops, String asked) {
    HopWalk walk = new HopWalk(SETTINGS, Paths.reply(straight));
    List<String> said = hops.isEmpty() ? List.of() : List.of(hops.split(" "));

    List<Integer> order = new ArrayList<>();
    for (OptionalInt next = walk.next(); next.isPresent(); next = walk.next()) {
      int hop = next.getAsInt();
      order.add(hop);
      walk.record(hop, Paths.reply(hop <= said.size() ? said.get(hop - 1) : "*"));
    }

    assertEquals(asked, order.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  @Test
  void goesOnBehindARouterThatAnswersLate() {
    HopWalk walk = new HopWalk(SETTINGS, Reply.silence(0));
    for (int hop = 1; hop <= HopWalk.SILENT_HOPS; hop++) {
      walk.record(hop, Reply.silence(0));
    }
    assertEquals(OptionalInt.of(1), walk.next());

    walk.record(1, Reply.silence(0));
    walk.record(2, Paths.reply("r2"));

    assertEquals(OptionalInt.of(HopWalk.SILENT_HOPS + 1), walk.next());
  }

  @Test
  void countsTheTriesOfAHop() {
    HopWalk walk = new HopWalk(SETTINGS, Reply.silence(0));
    walk.record(1, Reply.silence(0));
    walk.record(1, Paths.reply("r1"));

    assertEquals(List.of(new Hop(1, 2, Paths.reply("r1"))), walk.hops());
  }

  @Test
  void aHopThatTurnsOutToBeTheDestinationCutsOffWhatWasAskedBehindIt() {
    HopWalk walk = new HopWalk(SETTINGS, Reply.answered(0));
    walk.record(1, Paths.reply("r1"));
    walk.record(2, Reply.silence(0));
    walk.record(3, Reply.answered(0));
    walk.record(2, Reply.answered(0));

    assertEquals(2, walk.hops().size());
    assertEquals(OptionalInt.empty(), walk.next());
  }

  /** Whatever routers do, a walk ends, and asks no hop more often or farther than it may. */
  @Test
  void isBounded() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] words = {"*", "*", "r1", "r2", "r7", "r", "x3", "xh", "syn-ack", "reset"};
    for (int i = 0; i < 2_000; i++) {
      HopWalk walk = new HopWalk(SETTINGS, Paths.reply(words[random.nextInt(words.length)]));
      int[] tries = new int[SETTINGS.maxHops() + 1];
      for (OptionalInt next = walk.next(); next.isPresent(); next = walk.next()) {
        int hop = next.getAsInt();
        tries[hop]++;
        assertTrue(tries[hop] <= SETTINGS.tries(), () -> "seed " + seed);
        walk.record(hop, Paths.reply(words[random.nextInt(words.length)]));
      }
      int asked = IntStream.of(tries).sum();
      assertTrue(walk.hops().stream().mapToInt(Hop::tries).sum() <= asked, () -> "seed " + seed);
    }
  }
}
