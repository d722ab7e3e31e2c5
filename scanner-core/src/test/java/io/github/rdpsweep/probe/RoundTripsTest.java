package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripsTest {

  @ParameterizedTest(name = "[{0}]: min {1}, median {2}, jitter {3}")
  @CsvSource({
    "'', -1, -1, -1",
    "5, 5, 5, -1",
    "5 9, 5, 7, 4",
    "9 5, 5, 7, 4",
    "10 10 10 10, 10, 10, 0",
    "10 20 10 20 10, 10, 10, 10",
    "1 2 3 4 5, 1, 3, 1",
    "10 10 10 50 10, 10, 10, 20",
    "3 1 2, 1, 2, 1"
  })
  void areSummarised(String nanos, long min, long median, long jitter) {
    RoundTrips roundTrips =
        new RoundTrips(
            Arrays.stream(nanos.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray());

    assertEquals(min, roundTrips.min());
    assertEquals(median, roundTrips.median());
    assertEquals(jitter, roundTrips.jitter());
  }
}
