package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.report.ResultColumn;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server that answers every other connection, probed in all ways. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RepeatOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"auto", "nio"})
  void probesOftenAndTellsWhatChanges(String transport) throws Exception {
    Invocation run = scan("--repeat", "5", "--repeat-spacing", "5ms", "--transport", transport);

    assertEquals("ready", cell(run, ResultColumn.OUTCOME));
    assertEquals("degraded", cell(run, ResultColumn.VERDICT));
    assertEquals("service", cell(run, ResultColumn.CAUSE));
    assertEquals("5", cell(run, ResultColumn.PROBES));
    assertEquals("3", cell(run, ResultColumn.PROBES_READY));
    assertEquals("4", cell(run, ResultColumn.FLIPS));
    assertTrue(run.out().contains("\"ready in 3 of 5 probes, closed in 2\""), run.out());
    assertTrue(run.err().contains("probed 5 times: 1 targets; loss 0.00 % "), run.err());
    assertTrue(run.err().contains("1 of them were ready and turned clients away"), run.err());
    assertTrue(!run.err().contains("DSCP"), run.err());
  }

  @Test
  void probesOnceIfNotAskedToRepeat() throws Exception {
    Invocation run = scan("--dscp", "EF");

    assertEquals("", cell(run, ResultColumn.PROBES));
    assertTrue(run.err().contains("1 of 1 targets in "), run.err());
    assertTrue(!run.err().contains("probed"), run.err());
  }

  @Test
  void warnsBeforehandThatItTakesLonger() {
    Invocation run = rdpsweep("scan", "127.0.0.1", "--dry-run", "--repeat", "7");

    assertTrue(run.out().contains("is probed 7 times"), run.out());
  }

  @Test
  void saysWhyMarksWereNotCompared() throws Exception {
    Invocation run = scan("--dscp", "EF", "--repeat", "2", "--repeat-spacing", "5ms");

    assertTrue(run.err().contains("DSCP 46 (EF): not compared; it takes --repeat 3"), run.err());
  }

  private static Invocation scan(String... arguments) throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (FlippingServer server = new FlippingServer(loopback)) {
      List<String> all = new ArrayList<>(List.of("scan", "127.0.0.1:" + server.port()));
      all.addAll(List.of("--progress", "never"));
      all.addAll(Arrays.asList(arguments));
      Invocation run = rdpsweep(all.toArray(String[]::new));
      assertEquals(0, run.exitCode(), run.err());
      return run;
    }
  }

  /** The cell of a column; texts between quotes are left out, for they hold commas. */
  private static String cell(Invocation run, ResultColumn column) {
    List<String> lines = run.out().lines().toList();
    int index = List.of(lines.get(0).split(",", -1)).indexOf(column.label());
    return lines.get(1).replaceAll("\"[^\"]*\"", "").split(",", -1)[index];
  }
}
