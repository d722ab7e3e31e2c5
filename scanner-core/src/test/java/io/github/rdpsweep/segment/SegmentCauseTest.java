package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.diagnosis.Cause;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCauseTest {

  @ParameterizedTest(name = "{6}")
  @CsvSource({
    // expected, network, firewall, service, compatibility, undetermined
    "30,  0,  0,  0, 0,  0, nothing fails,                             NONE",
    "30,  0,  0,  0, 0, 30, all are silent on every port,              NETWORK",
    "30,  2,  0,  0, 0, 28, a few ICMP errors explain the silence,     NETWORK",
    "30,  0,  0,  0, 0, 25, some get through,                          NETWORK",
    "30,  0, 20,  0, 0, 10, most silent hosts live on other ports,     FIREWALL",
    "30,  0,  3,  0, 0, 27, a few show life behind the block,          FIREWALL",
    "30,  0,  1,  0, 0, 29, one that shows life is an exception,       NETWORK",
    "30,  0,  0,  0, 0,  2, the neighbours are well,                   SERVICE",
    "30,  0,  0, 12, 0,  1, services refuse,                           SERVICE",
    "30,  0,  0,  5, 9,  5, the most frequent cause counts,            SERVICE",
    "30,  0,  0,  2, 9,  3, and not what is left,                      COMPATIBILITY",
    "30, 16,  0,  0, 0,  0, rows that tell by themselves,              NETWORK",
  })
  void isToldByTheNeighbours(
      int expected,
      int network,
      int firewall,
      int service,
      int compatibility,
      int undetermined,
      String situation,
      Cause cause) {
    Map<Cause, Integer> failures = new EnumMap<>(Cause.class);
    failures.put(Cause.NONE, 0);
    failures.put(Cause.NETWORK, network);
    failures.put(Cause.FIREWALL, firewall);
    failures.put(Cause.SERVICE, service);
    failures.put(Cause.COMPATIBILITY, compatibility);
    failures.put(Cause.UNDETERMINED, undetermined);

    assertEquals(cause, SegmentCause.dominant(failures, 0, expected), situation);
  }
}
