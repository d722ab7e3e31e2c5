package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Conservation and bounded memory, on more addresses than a heap could hold results of. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
class LargeSweepTest {

  @Test
  void probesAMillionAddressesOnceEachInASmallHeap() throws Exception {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Map<String, Integer> counts =
          new ChildSweep.Command(
                  List.of(),
                  "64m",
                  TransportKind.AUTO,
                  LeaveMode.RST,
                  Stage.NEGOTIATE,
                  1_000,
                  Pace.UNLIMITED,
                  "127.16.0.0",
                  "127.31.66.63",
                  host.port())
              .run();

      assertNull(counts.get("twice"));
      counts.forEach((what, count) -> assertTrue(what.endsWith(" ready"), what + ": " + count));
      assertEquals(1_000_000, counts.values().stream().mapToInt(Integer::intValue).sum());
    }
  }
}
