package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The results file of a sweep that can go on when it was interrupted: rows as they come in
 * FILE.partial, and beside it, in FILE.partial.sweep, which sweep they belong to.
 */
final class JournaledFile implements Destination {

  /*
   * The partial file is emptied before the note beside it is replaced, each of them with a force: at
   * no instant do rows of one sweep lie beside the note of another.
   *
   * Rows go to the kernel when they are flushed, so that they outlive the process, and to the disk
   * about once a second: a force for each flush would slow the sweep, and what a machine that loses
   * its power loses of the last second is swept again.
   */

  private static final long FORCE_EVERY_NANOS = 1_000_000_000;

  private final WholeFile file;
  private final Path note;
  private final boolean isResumed;
  private final OutputStream stream;

  private JournaledFile(WholeFile file, Path place, boolean isResumed) {
    this.file = file;
    this.note = SweepIdentity.placeFor(WholeFile.partialOf(place));
    this.isResumed = isResumed;
    this.stream = new ForcedStream(file);
  }

  static JournaledFile create(Path file, Path place, SweepIdentity identity) throws IOException {
    JournaledFile journal = new JournaledFile(WholeFile.create(file, place), place, false);
    try {
      journal.file.force();
      identity.write(journal.note);
      return journal;
    } catch (IOException e) {
      journal.discard();
      throw e;
    }
  }

  static JournaledFile resume(Path file, Path place, PartialResults before) throws IOException {
    before.clean(place);
    return new JournaledFile(WholeFile.resume(file, place, before::cut), place, true);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void finish() throws IOException {
    file.finish();
    Files.deleteIfExists(note);
  }

  @Override
  public Optional<Path> keep() throws IOException {
    return file.keep();
  }

  /** What was there before is worth keeping. */
  @Override
  public void discard() throws IOException {
    if (isResumed) {
      Optional<Path> unused = file.keep();
    } else {
      file.discard(this::deleteNote);
    }
  }

  private void deleteNote() throws IOException {
    Files.deleteIfExists(note);
  }

  /** Forces what was flushed, but not at each flush. Belongs to one thread. */
  private static final class ForcedStream extends OutputStream {
    private final WholeFile file;
    private boolean written;
    private long forcedNanos = System.nanoTime();

    ForcedStream(WholeFile file) {
      this.file = file;
    }

    @Override
    public void write(int octet) throws IOException {
      written = true;
      file.stream().write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      written = true;
      file.stream().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      file.stream().flush();
      long now = System.nanoTime();
      if (written && now - forcedNanos >= FORCE_EVERY_NANOS) {
        file.force();
        written = false;
        forcedNanos = now;
      }
    }
  }
}
