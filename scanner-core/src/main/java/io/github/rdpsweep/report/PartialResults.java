package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rdpsweep.engine.SweptTargets;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows that an interrupted sweep left, as far as they are whole and final. */
public final class PartialResults {

  /*
   * How this works: a row is a line, so that what was torn off in its middle shows: it lacks its end,
   * or cells, or holds the zeros that file systems leave where power failed. All from there on is cut
   * off, and swept again. Rows that say nothing final (cancelled, not-sent, short of follow-ups) go
   * too. They stand at the end as a rule, where truncating is enough; if not, the file is written
   * anew beside itself, and takes its own place when that is whole.
   */

  private static final int BLOCK = 1 << 18;
  private static final int LONGEST_ROW = 1 << 22;

  private final Path partial;
  private final byte[] header;
  private final List<String> columns;
  private final SweptTargets.Builder swept;
  private final RowCells cells = new RowCells();

  /** From and to, in turns, of what stays. */
  private final List<long[]> kept = new ArrayList<>();

  private long rows;
  private long dropped;
  private long cutBytes;

  private PartialResults(Path partial, List<String> inventory, SweptTargets.Builder swept)
      throws IOException {
    this.partial = partial;
    this.header = ResultsCsv.header(inventory);
    this.columns = ResultColumns.labels(inventory);
    this.swept = swept;
  }

  /**
   * Reads a partial file, and leaves it as it is.
   *
   * @param file where the results are to go in the end
   * @param inventory names of the inventory's columns
   * @param swept takes the targets that have rows
   * @throws IllegalArgumentException if it has other columns
   */
  public static PartialResults read(Path file, List<String> inventory, SweptTargets.Builder swept)
      throws IOException {
    Path partial = WholeFile.partialOf(Destination.placeOf(file).orElseThrow());
    PartialResults results = new PartialResults(partial, inventory, swept);
    results.read();
    return results;
  }

  private void read() throws IOException {
    try (InputStream in = Files.newInputStream(partial)) {
      byte[] block = new byte[BLOCK];
      long base = 0;
      int limit = 0;
      for (int got = in.read(block); got >= 0; got = in.read(block, limit, block.length - limit)) {
        limit += got;
        int start = 0;
        for (int end = cells.split(block, start, limit); end >= 0; ) {
          if (!line(block, start, end, base)) {
            cut(base + start);
            return;
          }
          start = end + 1;
          end = cells.split(block, start, limit);
        }
        System.arraycopy(block, start, block, 0, limit - start);
        base += start;
        limit -= start;
        if (limit >= LONGEST_ROW) {
          cut(base);
          return;
        }
        block = limit < block.length ? block : Arrays.copyOf(block, 2 * block.length);
      }
      cut(base);
    }
  }

  private void cut(long from) throws IOException {
    cutBytes = Files.size(partial) - from;
  }

  /** Whether the line is whole. */
  private boolean line(byte[] block, int start, int end, long base) {
    if (base + start == 0) {
      if (!Arrays.equals(header, 0, header.length, block, start, end + 1)) {
        throw new IllegalArgumentException(
            "--resume: "
                + partial
                + " has other columns than this sweep: it is of another version of rdpsweep, or of"
                + " another inventory; remove it to start anew");
      }
      keep(0, end + 1);
      return true;
    }
    if (cells.count() != columns.size()) {
      return false;
    }
    try {
      if (isFinal() && isFirstOfItsTarget()) {
        rows++;
        keep(base + start, base + end + 1);
      } else {
        dropped++;
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false; // no address, no port: no row
    }
  }

  private boolean isFinal() {
    String outcome = text(ResultColumn.OUTCOME);
    return !outcome.equals(Outcome.CANCELLED.label())
        && !outcome.equals(Outcome.NOT_SENT.label())
        && !ProbeResult.isCutShort(text(ResultColumn.DETAIL));
  }

  private boolean isFirstOfItsTarget() {
    int port = Integer.parseInt(text(ResultColumn.PORT));
    String address = text(ResultColumn.ADDRESS);
    if (address.isEmpty()) {
      return swept.addUnresolved(text(ResultColumn.TARGET), port);
    }
    int zone = address.indexOf('%');
    return swept.add(IpAddress.parse(zone < 0 ? address : address.substring(0, zone)), port);
  }

  private String text(ResultColumn column) {
    int cell = columns.indexOf(column.label());
    int quote = cells.isQuoted(cell) ? 1 : 0;
    int from = cells.from(cell) + quote;
    return new String(cells.bytes(), from, cells.to(cell) - quote - from, UTF_8);
  }

  private void keep(long from, long to) {
    long[] last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
    if (last != null && last[1] == from) {
      last[1] = to;
    } else {
      kept.add(new long[] {from, to});
    }
  }

  /** How many rows stay. */
  public long rows() {
    return rows;
  }

  /** How many rows are given up, as they are not final. */
  public long dropped() {
    return dropped;
  }

  /** How many bytes at the end are given up, as they are no whole row. */
  public long cutBytes() {
    return cutBytes;
  }

  /** Whether the header is there. */
  public boolean hasHeader() {
    return !kept.isEmpty();
  }

  /** How long the file is without what is given up. */
  private long length() {
    return kept.stream().mapToLong(range -> range[1] - range[0]).sum();
  }

  /** Leaves the channel behind the last row that stays. */
  void cut(FileChannel channel) throws IOException {
    channel.truncate(length());
    channel.position(length());
  }

  /** Takes rows from the middle of the file that are given up. */
  void clean(Path place) throws IOException {
    if (kept.size() < 2) {
      return;
    }
    Path beside = partial.resolveSibling(partial.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (FileChannel from = FileChannel.open(partial, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                beside,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                LinkOption.NOFOLLOW_LINKS)) {
      for (long[] range : kept) {
        for (long at = range[0]; at < range[1]; ) {
          at += from.transferTo(at, range[1] - at, to);
        }
      }
      WholeFile.copyPermissions(place, beside);
      to.force(true);
    }
    Files.move(beside, partial, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes the header and all rows that stay; once the file is open again. */
  public void copyTo(OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(partial)) {
      for (long left = length(); left > 0; ) {
        int got = in.read(block, 0, (int) Math.min(block.length, left));
        if (got < 0) {
          throw new IOException(partial + ": became shorter while it was read");
        }
        out.write(block, 0, got);
        left -= got;
      }
    }
  }

  /** Where the rows are. */
  public Path file() {
    return partial;
  }
}
