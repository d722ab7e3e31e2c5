package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/** A file that is written beside its place, as NAME.partial, and renamed when whole. */
final class WholeFile implements Destination {

  /*
   * Readers see the old file or the new one, never a part. The rename comes after a force, so that
   * this holds for a machine that loses its power too. Until then the partial file is locked: a
   * sweep started from cron while the last one still runs must not write into the same file.
   */

  private static final String SUFFIX = ".partial";

  /** The byte that is locked: Windows keeps readers from bytes that are. */
  private static final long FAR_BEHIND = Long.MAX_VALUE - 1;

  private final Path file;
  private final Path place;
  private final Path partial;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean ended;

  private WholeFile(Path file, Path place, Path partial, FileChannel channel) {
    this.file = file;
    this.place = place;
    this.partial = partial;
    this.channel = channel;
    this.stream = Channels.newOutputStream(channel);
  }

  /**
   * Opens the partial file; an older one, of a sweep that was interrupted, is overwritten.
   *
   * @param file what the user calls it
   * @param place what is replaced
   */
  static WholeFile create(Path file, Path place) throws IOException {
    return open(
        file,
        place,
        channel -> {
          channel.truncate(0);
          // Of a sweep that left rows here: what comes now must not be taken for its own.
          Files.deleteIfExists(SweepIdentity.placeFor(partialOf(place)));
        });
  }

  /**
   * Opens the partial file that there is.
   *
   * @param preparation leaves the channel behind what is to stay
   */
  static WholeFile resume(Path file, Path place, Preparation preparation) throws IOException {
    return open(file, place, preparation);
  }

  /** What is to be done with a partial file that is open and locked. */
  @FunctionalInterface
  interface Preparation {
    void prepare(FileChannel channel) throws IOException;
  }

  /** Where a file is until it is whole. */
  static Path partialOf(Path place) {
    return place.resolveSibling(place.getFileName() + SUFFIX);
  }

  private static WholeFile open(Path file, Path place, Preparation preparation) throws IOException {
    if (Files.exists(place) && !Files.isWritable(place)) {
      throw new AccessDeniedException(file.toString());
    }
    Path partial = partialOf(place);
    // Its name can be guessed: in a folder for all, a link of that name may be a trap.
    FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      lock(channel, file, partial);
      preparation.prepare(channel);
      copyPermissions(place, partial);
      return new WholeFile(file, place, partial, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  /** Has the disk keep what is written, whatever happens to the machine. */
  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public synchronized void finish() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try (channel) {
      channel.force(true);
      Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be replaced; the new content is in " + partial, e);
    }
  }

  @Override
  public synchronized Optional<Path> keep() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    ended = true;
    channel.close();
    return Optional.of(partial);
  }

  @Override
  public void discard() throws IOException {
    discard(() -> {});
  }

  /**
   * Discards it.
   *
   * @param alongside what goes with it, before the lock ends; only if it was neither finished nor
   *     kept
   */
  synchronized void discard(Step alongside) throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try (channel) {
      Files.deleteIfExists(partial);
      alongside.run();
    }
  }

  /** Something done to files. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** The lock ends with the channel, so also with a process that is killed. */
  private static void lock(FileChannel channel, Path file, Path partial) throws IOException {
    boolean ours;
    try {
      ours = channel.tryLock(FAR_BEHIND, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      ours = false; // held in this process
    }
    // Gone: its owner renamed it between our opening it and the lock.
    if (!ours || Files.notExists(partial)) {
      throw new IOException(file + ": is being written by another sweep");
    }
  }

  /** Who may read the old file, and no one else, may read the new one. */
  static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }
}
