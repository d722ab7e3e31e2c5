package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.program.Program.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program holds together, on whatever machine builds it. */
@DisabledOnOs(OS.WINDOWS) // the launcher is a shell script
class DemoIT {

  @Test
  void demoFindsWhatItSimulates(@TempDir Path directory) throws IOException {
    Path csv = directory.resolve("demo.csv");

    Run run = Program.PLAIN.run("demo", "--hosts=100", "--output=" + csv);

    assertEquals(0, run.exitCode(), run::err);
    assertEquals("", run.out());
    assertTrue(run.err().contains("every host was found to be what was simulated"), run::err);
    assertEquals(100, Results.read(csv).size());
  }

  @Test
  void quietDemoPrintsNothing(@TempDir Path directory) {
    Run run =
        Program.PLAIN.run(
            "demo", "--hosts=20", "--quiet", "--output=" + directory.resolve("demo.csv"));

    assertEquals(new Run(0, "", ""), run);
  }
}
