package io.github.rdpsweep.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.NtlmVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsBuildsTest {

  private static final WindowsBuilds BUILDS = WindowsBuilds.bundled();

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "5.2.3790, Windows Server 2003 / Windows XP x64, 2014-04-08/2015-07-14",
    "6.1.0, any Samba, ''",
    "6.1.7601, Windows Server 2008 R2 / Windows 7 / any FreeRDP, 2020-01-14/2023-01-10",
    "6.3.9600, Windows Server 2012 R2 / Windows 8.1, 2023-01-10/2026-10-13",
    "10.0.14393, Windows Server 2016 / Windows 10 1607, 2018-04-10/2030-01-12",
    "10.0.17763, Windows Server 2019 / Windows Server 1809 / Windows 10 1809,"
        + " 2020-11-10/2029-01-09",
    "10.0.19045, Windows 10 22H2, 2025-10-14/2028-10-10",
    "10.0.20348, Windows Server 2022, 2031-10-14",
    // a client of this build is no Windows 10
    "10.0.22000, Windows 11 21H2, 2023-10-10/2024-10-08",
    "10.0.26100, Windows Server 2025 / Windows 11 24H2, 2026-10-13/2034-10-10",
    // builds that nobody told the table of
    "10.0.26200, newer than this table (2026-11-24), ''",
    "11.0.1, newer than this table (2026-11-24), ''",
    "255.255.65535, newer than this table (2026-11-24), ''",
    "10.0.17764, not in this table (2026-11-24), ''",
    "4.0.1381, not in this table (2026-11-24), ''",
  })
  void namesAllThatABuildMayBe(String build, String name, String supportEnds) {
    ClaimedSystem system = BUILDS.find(version(build));

    assertEquals(name, system.name());
    assertEquals(supportEnds, system.supportEnds());
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "10.0.20348, 2031-10-14, SUPPORTED",
    "10.0.20348, 2031-10-15, ENDED",
    // the server is supported, no client is
    "10.0.17763, 2026-11-24, DEPENDS",
    "10.0.17763, 2029-01-10, ENDED",
    // only for money
    "10.0.19045, 2025-10-14, SUPPORTED",
    "10.0.19045, 2025-10-15, DEPENDS",
    "10.0.19045, 2028-10-11, ENDED",
    // that FreeRDP claims it too keeps no Windows 7 alive
    "6.1.7601, 2026-11-24, ENDED",
    "6.1.0, 2026-11-24, UNKNOWN",
    "10.0.26200, 2026-11-24, UNKNOWN",
  })
  void saysWhetherThereAreUpdates(String build, LocalDate day, OsSupport expected) {
    assertEquals(expected, BUILDS.find(version(build)).supportOn(day));
  }

  @Test
  void knowsNothingOfWhatWasNotClaimed() {
    assertEquals(OsSupport.UNKNOWN, ClaimedSystem.NONE.supportOn(LocalDate.of(2026, 1, 1)));
  }

  @Test
  void theTableIsSortedAndWhole() {
    List<NtlmVersion> builds = BUILDS.builds();

    assertEquals(builds.stream().sorted().distinct().toList(), builds);
    assertTrue(builds.size() > 25);
    assertFalse(BUILDS.tableOf().isBefore(LocalDate.of(2026, 11, 24)));
    for (NtlmVersion build : builds) {
      for (WindowsProduct product : BUILDS.find(build).products()) {
        assertFalse(product.name().isBlank());
        assertFalse(
            build.build() >= 22000 && product.name().startsWith("Windows 10"), build.toString());
      }
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "6.1.7601 | server | A | |  2020-01-14;" + " windows-builds.txt:2: 5 fields instead of 6",
        "6.1 | server | A | | 2020-01-14 |; windows-builds.txt:2: \"6.1\" is no build",
        "6.1.7601 | desktop | A | | 2020-01-14 |;"
            + " windows-builds.txt:2: No enum constant io.github.rdpsweep.diagnosis.WindowsProduct."
            + "Kind.DESKTOP",
        "6.1.7601 | server | A | | 2020-02-30 |;"
            + " windows-builds.txt:2: Text '2020-02-30' could not be parsed: Invalid date"
            + " 'FEBRUARY 30'",
        "6.1.7601 | server | A | | |;"
            + " windows-builds.txt:2: A: a system has an end of support, a library not",
        "6.1.7601 | library | A | | 2020-01-14 |;"
            + " windows-builds.txt:2: A: a system has an end of support, a library not",
        "6.1.7601 | server | A | | 2020-01-14 | 2020-01-13;"
            + " windows-builds.txt:2: A: paid support ends before the other",
        "6.1.7601 | server | A | | 2020-01-14 |\\n6.1.7600 | server | A | | 2020-01-14 |;"
            + " windows-builds.txt:3: 6.1.7600 stands behind 6.1.7601",
        "6.1.7601 | server | A | | 2020-01-14 |\\n6.1.7601 | server | A | | 2020-01-14 |;"
            + " windows-builds.txt:3: 6.1.7601 has A twice",
        "6.1.7601 | client | A | | 2020-01-14 |\\n6.1.7601 | server | B | | 2020-01-14 |;"
            + " windows-builds.txt:3: 6.1.7601: server, client, library is the order",
        "'';windows-builds.txt: no date, or no build",
      })
  void namesTheLineThatBreaksTheFormat(String lines, String message) {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> read("Table of: 2026-01-01\n" + lines.replace("\\n", "\n")));

    assertEquals(message, e.getMessage());
  }

  private static void read(String text) throws IOException {
    WindowsBuildsReader.read(new BufferedReader(new StringReader(text)));
  }

  private static NtlmVersion version(String text) {
    String[] parts = text.split("\\.", -1);
    return new NtlmVersion(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
