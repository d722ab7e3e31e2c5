package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.trace.Comparison.Place;
import io.github.rdpsweep.trace.Conclusion.Ending;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConclusionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // path, ending, hop, router
    "syn-ack: r1 r2 syn-ack, ANSWERS, 3,",
    "syn-ack: syn-ack, ANSWERS, 1,",
    "syn-ack: r1 * syn-ack, ANSWERS, 3,",
    "syn-ack: r1 * * *, ANSWERS, 0,", // the walk did not go far enough
    "*: r1 r2 syn-ack, ANSWERS, 3,", // some SYNs are lost
    "x2: r1 r2 syn-ack, ANSWERS, 3,", // rejected once, and answered after all
    "r3: r1 syn-ack, ANSWERS, 2,",
    "r: syn-ack, ANSWERS, 1,",
    "syn-ack: r1 r2 reset, ANSWERS, 0,",
    "reset: r1 r2 reset, REFUSES, 3,",
    "reset: * *, REFUSES, 0,",
    "*: r1 reset, REFUSES, 2,",
    "x2: r1 r2, ROUTER_REJECTS, 2, 2",
    "x2: r1 r2 x2, ROUTER_REJECTS, 2, 2",
    "x3: r1 r2 x3, ROUTER_REJECTS, 3, 3", // no route: it does not even count hops
    "x3: * * *, ROUTER_REJECTS, 0, 3", // its allowance of ICMP errors was spent
    "x3: r1 * x3, ROUTER_REJECTS, 3, 3",
    "*: r1 r2 x2, ROUTER_REJECTS, 2, 2", // the straight connect met a spent allowance
    "xh: r1 r2 xh, HOST_REJECTS, 3,",
    "xh: r1 * *, HOST_REJECTS, 0,",
    "*: r1 r2 xh, HOST_REJECTS, 3,",
    "r4: r1 r2 r3 r2, LOOPS, 2, 2",
    "r4: r1 r2 r2 r3 r2, LOOPS, 2, 2",
    "r4: r1 * *, LOOPS, 0, 4",
    "*: r1 r2 * * * * *, DIES, 2, 2",
    "*: * * * * *, DIES, 0,",
    "*: r1 * r3 * * * * *, DIES, 3, 3", // a silent router is not the end
    "*: r r * * * * *, DIES, 2,",
    "*: r1 r2 r3, TOO_FAR, 3, 3",
    "*: r1 r2 r3 *, DIES, 3, 3",
    "r: , UNNAMED, 0,",
    "n: , NO_NEIGHBOUR, 0,",
    "own: , NOT_SENT, 0,",
    "*: r1 own, NOT_SENT, 0,"
  })
  void ofAPathByItself(String path, Ending ending, int hop, Integer router) {
    assertEquals(
        new Conclusion(ending, hop, Optional.ofNullable(router).map(Paths::router)),
        Conclusion.of(Paths.path(Paths.TARGET, path)));
  }

  @ParameterizedTest(name = "{0} beside {1}")
  @CsvSource({
    // path, reference, place, distance, last common hop
    "*: r1 r2 * * * * *, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 2",
    "*: r1 r2 * * * * *, syn-ack: r1 r2 r3 syn-ack, IN_THE_PATH, 4, 2",
    "*: r1 r2 * * * * *, syn-ack: r1 r2 syn-ack, AT_THE_END, 3, 2",
    "*: r1 r2 r3 r4 * * * * *, syn-ack: r1 r2 syn-ack, AT_THE_END, 3, 2",
    "*: * * * * *, syn-ack: r1 syn-ack, IN_THE_PATH, 2, 0",
    "*: * * * * *, syn-ack: syn-ack, AT_THE_END, 1, 0",
    "*: * * * * *, syn-ack: * syn-ack, AMONG_QUIET_ROUTERS, 2, 0",
    "*: r1 r2 * * * * *, syn-ack: r1 r2 * * syn-ack, AMONG_QUIET_ROUTERS, 5, 2",
    "*: r1 r2 * * * * *, syn-ack: r1 r2 * r4 syn-ack, IN_THE_PATH, 5, 2",
    "*: r1 r5 * * * * *, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 1",
    "*: r1 * r3 * * * * *, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 3",
    "*: r5 r2 * * * * *, syn-ack: r1 r2 r3 syn-ack, IN_THE_PATH, 4, 0",
    "*: r r * * * * *, syn-ack: r r r syn-ack, IN_THE_PATH, 4, 0",
    "*: r1 r2 * * * * *, *: r1 r2 * * * * *, UNKNOWN, 0, 2",
    "*: r1 r2 * * * * *, reset: r1 r2 reset, AT_THE_END, 3, 2", // a reset shows a host as well,
    "*: r1 r2 * * * * *, syn-ack: r1 r2 * *, UNKNOWN, 0, 2",
    "x2: r1 r2, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 2",
    "x4: r1 r2 r3 r4, syn-ack: r1 r2 r3 r4 syn-ack, AT_THE_END, 5, 4",
    "x4: * *, syn-ack: r1 r2 r3 r4 syn-ack, UNKNOWN, 5, 0",
    "xh: r1 r2 xh, syn-ack: r1 r2 syn-ack, AT_THE_END, 3, 2",
    "r4: r1 r2 r3 r2, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 3",
    "reset: r1 r2 reset, syn-ack: r1 r2 r3 r4 syn-ack, IN_THE_PATH, 5, 2",
    "reset: r1 r2 reset, syn-ack: r1 r2 syn-ack, AT_THE_END, 3, 2",
    "reset: * *, syn-ack: r1 r2 syn-ack, UNKNOWN, 3, 0",
    "syn-ack: r1 r2 syn-ack, syn-ack: r1 r2 syn-ack, NOWHERE, 3, 2",
    "*: r1 r2 r3, syn-ack: r1 r2 syn-ack, UNKNOWN, 3, 2",
    "r: , syn-ack: r r syn-ack, UNKNOWN, 3, 0",
    "n: , syn-ack: r1 syn-ack, NOWHERE, 2, 0",
    "own: , syn-ack: r1 syn-ack, NOWHERE, 2, 0"
  })
  void besideAnotherPath(String path, String reference, Place place, int distance, int common) {
    assertEquals(
        new Comparison(place, distance, common),
        Comparison.of(Paths.path(Paths.TARGET, path), Paths.path(Paths.NEIGHBOUR, reference)));
  }
}
