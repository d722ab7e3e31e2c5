package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class RowSettingsTest {

  private static final String[] EVERYTHING = {
    "--depth=identity",
    "--security",
    "--security-also=rdstls,rdsaad",
    "--rdp-encryption",
    "--alive-ports=135,445",
    "--repeat=3",
    "--dscp=EF",
    "--first-timeout=500ms",
    "--policy=nla-required,tls>=1.2,clock-skew<5m",
  };

  @TempDir private Path folder;

  @Test
  void areTheSameForTheSameOptionsInAnotherProcess() throws Exception {
    Map<String, String> settings = settings("10.0.0.0/24", EVERYTHING);

    assertEquals(settings, settings("10.0.0.0/24", EVERYTHING));
    // What Java says of an object that does not tell what is in it differs from run to run.
    settings.values().forEach(value -> assertFalse(value.matches(".*@[0-9a-f]{4,}.*"), value));
    assertEquals("identity", settings.get("--depth"));
    assertEquals("rdsaad,rdstls", settings.get("--security-also"));
  }

  @Test
  void differWithEachOfThem() throws Exception {
    Map<String, String> plain = settings("10.0.0.0/24");
    for (String option : EVERYTHING) {
      assertNotEquals(plain, settings("10.0.0.0/24", option), option);
    }
    assertNotEquals(plain, settings("10.0.0.0/25"));
    assertNotEquals(plain, settings("10.0.1.0/24"));
    assertNotEquals(plain, settings("10.0.0.0/24:3390"));
    assertNotEquals(plain, settings("10.0.0.0-255"), "the column target");
  }

  @Test
  void leaveOutHowFastAndWhere() throws Exception {
    assertEquals(
        settings("10.0.0.0/24"),
        settings(
            "10.0.0.0/24",
            "--rate=5",
            "--max-in-flight=7",
            "--output=x.csv",
            "--ndjson=y",
            "--quiet",
            "--resume",
            "--history=z",
            "--max-runtime=1h",
            "--fail-on=failing"));
  }

  @Test
  void knowAFileByWhatIsInIt() throws Exception {
    Path inventory = Files.writeString(folder.resolve("hosts.csv"), "host\n10.0.0.1\n");
    Path copy = Files.copy(inventory, folder.resolve("copy.csv"));
    Map<String, String> settings = settings("10.0.0.0/24", "--inventory=" + inventory);

    assertEquals(settings, settings("10.0.0.0/24", "--inventory=" + copy));
    Files.writeString(inventory, "host\n10.0.0.2\n");
    assertNotEquals(settings, settings("10.0.0.0/24", "--inventory=" + inventory));
  }

  @Test
  void nameOnlyOptionsThatThereAre() {
    var names =
        new CommandLine(new ScanCommand())
            .getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    for (String option : RowSettings.WITHOUT_EFFECT) {
      boolean inherited = option.equals("--help") || option.equals("--version");
      assertTrue(inherited || names.contains(option), option);
    }
  }

  private static Map<String, String> settings(String targets, String... options)
      throws IOException, InterruptedException {
    CommandLine scan = new CommandLine(new ScanCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    scan.parseArgs(options);
    TargetPlan plan = new TargetPlan(Ports.of(3389));
    plan.include("TARGET", targets);
    SweepConfig config =
        new SweepConfig(
            plan.resolve(NameResolver.system()).set(),
            List.of(),
            7,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            new Pace(1, 1, 1),
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 0),
            TransportKind.AUTO,
            LeaveMode.RST,
            1);
    return RowSettings.of(scan.getCommandSpec(), config, Optional.empty());
  }
}
