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

  /** Opens the partial file; an older one, of a sweep that was interrupted, is overwritten. */
  static WholeFile create(Path file) throws IOException {
    Path place = Files.isSymbolicLink(file) ? file.toRealPath() : file;
    if (Files.exists(place) && !Files.isWritable(place)) {
      throw new AccessDeniedException(file.toString());
    }
    Path partial = place.resolveSibling(place.getFileName() + SUFFIX);
    // Its name can be guessed: in a folder for all, a link of that name may be a trap.
    FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      lock(channel, file, partial);
      channel.truncate(0);
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
  public synchronized void discard() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try (channel) {
      Files.deleteIfExists(partial);
    }
  }

  /** The lock ends with the channel, so also with a process that is killed. */
  private static void lock(FileChannel channel, Path file, Path partial) throws IOException {
    boolean ours;
    try {
      ours = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      ours = false; // held in this process
    }
    // Gone: its owner renamed it between our opening it and the lock.
    if (!ours || Files.notExists(partial)) {
      throw new IOException(file + ": is being written by another sweep");
    }
  }

  /** Who may read the old file, and no one else, may read the new one. */
  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }
}
