package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps two runs from doing the same at a time: a file that says whose it is, locked as long as its
 * owner lives.
 */
/*
 * The lock is the system's, on an open file, and ends with the process, however that ends: what a
 * dead one left behind blocks nobody. It is on a byte far behind the text, so that others can read
 * the text where locks keep readers out (Windows). The file is removed at the end by its owner; who
 * opened it before and locks it after that finds another file, or none, in its place, and tries again.
 */
final class RunLock implements Closeable {

  private static final long FAR_BEHIND = Long.MAX_VALUE - 1;
  private static final int ATTEMPTS = 10;
  private static final int LONGEST = 1_000;

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws FileSystemException if the file cannot be written
   * @throws IOException if another run has it; the message says whose it is
   */
  static RunLock take(Path file) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RunLock taken = attempt(file);
      if (taken != null) {
        return taken;
      }
    }
    throw new IOException(file + ": cannot be locked: it is replaced again and again");
  }

  /** The lock; null if the file was replaced meanwhile. */
  private static RunLock attempt(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (!isFree(channel)) {
        String owner = textOf(channel);
        throw new IOException(
            file + ": held by another run" + (owner.isEmpty() ? "" : ", " + owner));
      }
      String owner = owner();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((owner + "\n").getBytes(UTF_8)), 0);
      if (Files.exists(file) && Files.readString(file).strip().equals(owner)) {
        return new RunLock(file, channel);
      }
      channel.close();
      return null;
    } catch (NoSuchFileException e) {
      channel.close();
      return null; // removed by the owner before
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(FAR_BEHIND, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held in this process
    }
  }

  /** Something of the file that is printable. */
  private static String textOf(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    int length = Math.max(0, channel.read(bytes, 0));
    return new String(bytes.array(), 0, length, UTF_8).replaceAll("[^ -~]+", " ").strip();
  }

  /** With the time in UTC: for the machine's own zone Java would read the rules of all zones. */
  private static String owner() {
    return "pid "
        + ProcessHandle.current().pid()
        + " on "
        + HostName.ofThisMachine()
        + " since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        Files.deleteIfExists(file);
      }
    }
  }
}
