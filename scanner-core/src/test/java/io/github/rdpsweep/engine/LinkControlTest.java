package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinkControlTest {

  private static final Optional<String> ANSWERS = Optional.empty();
  private static final Optional<String> SETTLING = Optional.of("eth0, wlan0 came up just now");

  private final Set<String> up = new HashSet<>(Set.of("eth0", "wlan0"));
  private long nanos = Long.MAX_VALUE; // clocks may wrap
  private final SweepClock clock =
      new SweepClock() {
        @Override
        public long nanoTime() {
          return nanos;
        }

        @Override
        public long epochMillis() {
          throw new AssertionError("durations are no matter of the wall clock");
        }
      };
  private final LinkControl control =
      new LinkControl(new TreeSet<>(List.of("eth0", "wlan0")), up::contains, clock);

  @Test
  void believesALinkThatWasNeverSeenDown() {
    assertEquals(ANSWERS, control.ask());
  }

  @Test
  void namesTheLinkThatIsDown() {
    up.remove("wlan0");

    assertEquals(Optional.of("wlan0 is down"), control.ask());
  }

  /** What looked for its neighbour in vain while the link was down may fail a second after. */
  @Test
  void believesALinkAgainWhenSearchesFromBeforeAreOver() {
    up.remove("eth0");
    var unused = control.ask();
    up.add("eth0");

    assertEquals(SETTLING, control.ask());
    nanos += 1_400_000_000;
    assertEquals(SETTLING, control.ask());
    nanos += 100_000_000;
    assertEquals(ANSWERS, control.ask());
    assertEquals(ANSWERS, control.ask());
  }

  @Test
  void beginsAnewWhenTheLinkGoesDownAgain() {
    up.remove("eth0");
    var unused = control.ask();
    up.add("eth0");
    assertEquals(SETTLING, control.ask());
    up.remove("eth0");
    nanos += 2_000_000_000;
    assertEquals(Optional.of("eth0 is down"), control.ask());
    up.add("eth0");

    assertEquals(SETTLING, control.ask());
    nanos += 1_500_000_000;
    assertEquals(ANSWERS, control.ask());
  }
}
