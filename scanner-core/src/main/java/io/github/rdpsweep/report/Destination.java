package io.github.rdpsweep.report;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an output goes, and what becomes of it at the end: {@link #finish}, {@link #keep} or {@link
 * #discard}. The first of them decides; further calls do nothing.
 */
public sealed interface Destination permits WholeFile, JournaledFile, DirectOutput {

  /**
   * A file, made whole only by {@link #finish}. What is no regular file (a device such as {@code
   * /dev/null}, a named pipe) is written directly; a link stays one, and its target is replaced.
   *
   * @throws IOException if it could not be written later on; the message is one line that names it
   */
  static Destination ofFile(Path file) throws IOException {
    try {
      Optional<Path> place = placeOf(file);
      return place.isPresent()
          ? WholeFile.create(file, place.get())
          : DirectOutput.closing(Files.newOutputStream(file));
    } catch (FileSystemException e) {
      throw new IOException(file + ": " + reason(e, file), e);
    }
  }

  /**
   * A results file from which an interrupted sweep can go on. What is flushed is forced to the disk
   * about once a second.
   *
   * @param file one that is replaced, see {@link #placeOf}
   * @param identity what sweep it is, written beside the partial file
   * @throws IOException if it could not be written later on; the message is one line that names it
   */
  static Destination ofJournal(Path file, SweepIdentity identity) throws IOException {
    try {
      return JournaledFile.create(file, placeOf(file).orElseThrow(), identity);
    } catch (FileSystemException e) {
      throw new IOException(file + ": " + reason(e, file), e);
    }
  }

  /**
   * The same behind the rows that there are.
   *
   * @param before what was read of the partial file
   */
  static Destination ofJournal(Path file, PartialResults before) throws IOException {
    try {
      return JournaledFile.resume(file, placeOf(file).orElseThrow(), before);
    } catch (FileSystemException e) {
      throw new IOException(file + ": " + reason(e, file), e);
    }
  }

  /** Where an output that is replaced when it is whole is until then. */
  static Path partialOf(Path file) throws IOException {
    return WholeFile.partialOf(placeOf(file).orElseThrow());
  }

  /**
   * The file that is replaced when an output is whole; empty for what is written directly.
   *
   * @throws IOException if it is a folder, or a link into nowhere in particular
   */
  static Optional<Path> placeOf(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder");
    }
    boolean special = Files.exists(file) && !Files.isRegularFile(file);
    boolean danglingLink = Files.isSymbolicLink(file) && !Files.exists(file);
    if (special || danglingLink) {
      return Optional.empty();
    }
    return Optional.of(Files.isSymbolicLink(file) ? file.toRealPath() : file);
  }

  /**
   * A stream that is there already, such as the standard output: flushed at the end, and left open.
   *
   * @param stream for the standard output one of {@link FileDescriptor#out}; a {@link PrintStream}
   *     keeps a broken pipe to itself
   */
  static Destination ofStream(OutputStream stream) {
    return DirectOutput.flushing(stream);
  }

  /** Takes what is to be written; not to be closed. */
  OutputStream stream();

  /** Everything is written: the output takes its place. */
  void finish() throws IOException;

  /**
   * The sweep was interrupted: what is written stays, and the old file too.
   *
   * @return the file that holds it, if it is another than the one asked for
   */
  Optional<Path> keep() throws IOException;

  /** Nothing was written that is worth keeping: all is as it was. */
  void discard() throws IOException;

  private static String reason(FileSystemException e, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (e instanceof NoSuchFileException && Files.isSymbolicLink(file)) {
      return "links to a place that does not exist";
    }
    if (e instanceof NoSuchFileException && Files.notExists(folder)) {
      return "the folder " + folder + " does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return Files.exists(file) && !Files.isWritable(file)
          ? "is write-protected"
          : "no permission to write in the folder " + folder;
    }
    return e.getReason() == null ? "cannot be written" : e.getReason();
  }
}
