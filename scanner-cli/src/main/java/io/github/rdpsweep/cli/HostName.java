package io.github.rdpsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What this machine is called, without asking a name server. */
final class HostName {

  private HostName() {}

  static String ofThisMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      Map<String, String> environment = System.getenv(); // not Linux
      return environment.getOrDefault(
          "COMPUTERNAME", environment.getOrDefault("HOSTNAME", "this machine"));
    }
  }
}
