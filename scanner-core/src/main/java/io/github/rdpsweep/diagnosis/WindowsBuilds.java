package io.github.rdpsweep.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rdpsweep.rdp.NtlmVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which systems have which build number, and until when they are supported. The data are in {@code
 * windows-builds.txt} beside this class.
 */
public final class WindowsBuilds {

  private static final WindowsBuilds BUNDLED = bundled("windows-builds.txt");

  private final LocalDate tableOf;
  private final NavigableMap<NtlmVersion, ClaimedSystem> systems = new TreeMap<>();

  /**
   * Makes a table.
   *
   * @param tableOf when its data were last compared with their sources
   */
  WindowsBuilds(LocalDate tableOf, NavigableMap<NtlmVersion, List<WindowsProduct>> products) {
    this.tableOf = tableOf;
    products.forEach((build, list) -> systems.put(build, ClaimedSystem.of(list)));
  }

  /** The table that the program comes with. */
  public static WindowsBuilds bundled() {
    return BUNDLED;
  }

  /** When the data were last compared with their sources. */
  public LocalDate tableOf() {
    return tableOf;
  }

  /** What may be behind a build number. */
  public ClaimedSystem find(NtlmVersion claimed) {
    ClaimedSystem known = systems.get(claimed);
    if (known != null) {
      return known;
    }
    boolean newer = claimed.compareTo(systems.lastKey()) > 0;
    String place = newer ? "newer than this table" : "not in this table";
    return new ClaimedSystem(place + " (" + tableOf + ")", List.of());
  }

  /** All builds in their order. */
  List<NtlmVersion> builds() {
    return List.copyOf(systems.navigableKeySet());
  }

  private static WindowsBuilds bundled(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(WindowsBuilds.class.getResourceAsStream(name), UTF_8))) {
      return WindowsBuildsReader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
