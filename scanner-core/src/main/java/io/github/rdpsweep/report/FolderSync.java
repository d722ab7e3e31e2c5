package io.github.rdpsweep.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the name of a file outlive the machine's power, where the system has a way to say so. */
final class FolderSync {

  private FolderSync() {}

  static void force(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and some file systems force none: names are as safe as they get.
    }
  }
}
