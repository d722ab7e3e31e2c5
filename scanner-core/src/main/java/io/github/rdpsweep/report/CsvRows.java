package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file that a person or a program made: a header, then rows. UTF-8 with or without a
 * byte order mark; separated by commas, semicolons or tabs, whichever the header has most of;
 * quoted as in [RFC 4180]. Whatever is wrong with it is an {@link IllegalArgumentException} that
 * names file, line and reason.
 */
final class CsvRows implements Closeable {

  /*
   * How this works: rows go through one list of cells, and only columns that are asked for become
   * text: of a result's row that is a tenth, and there may be millions of rows.
   */

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final String SEPARATORS = ",;\t";
  private static final int LONGEST_HEADER = 1 << 16;

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final Path file;
  private final CsvParser parser;
  private final int linesBefore;
  private final List<String> header;
  private final BitSet wanted = new BitSet();
  private final List<String> cells;
  private int line;

  private CsvRows(Path file, CsvParser parser, int linesBefore) throws IOException {
    this.file = file;
    this.parser = parser;
    this.linesBefore = linesBefore;
    parser.nextToken(); // the array of all rows
    List<String> names = new ArrayList<>();
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        names.add(parser.getText());
      }
    }
    while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
      names.remove(names.size() - 1); // what spreadsheets leave of emptied columns
    }
    this.header = List.copyOf(names);
    this.cells = new ArrayList<>(Collections.nCopies(header.size(), ""));
  }

  /** Reads a file, row by row. */
  static <T> T read(Path file, Reading<T> reading) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": is a directory");
    }
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(unpacked(file), UTF_8.newDecoder()));
        CsvRows rows = open(file, in)) {
      try {
        return reading.read(rows);
      } catch (JsonProcessingException e) {
        throw rows.refuse(e.getOriginalMessage().lines().findFirst().orElse("no CSV"));
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException(
            file + ": not UTF-8 text behind line " + rows.line + "; save it as \"CSV UTF-8\"", e);
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(file + ": permission denied", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not UTF-8 text; save it as \"CSV UTF-8\"", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** What is in the file, be it compressed (gzip) or not. */
  private static InputStream unpacked(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(2);
    int magic = in.read() | in.read() << 8;
    in.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static CsvRows open(Path file, BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    in.mark(LONGEST_HEADER);
    String first = in.readLine();
    if (first == null || first.isBlank()) {
      throw new IllegalArgumentException(file + ":1: no header");
    }
    if (first.length() >= LONGEST_HEADER) {
      throw new IllegalArgumentException(file + ":1: no header, but a line without end");
    }
    boolean hint = first.startsWith("sep=") && first.length() == 5; // Excel's own
    if (!hint) {
      in.reset();
    }
    char separator = hint ? first.charAt(4) : separatorOf(first);
    CsvParser parser = FACTORY.createParser(in);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    return new CsvRows(file, parser, hint ? 1 : 0);
  }

  private static char separatorOf(String header) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      quoted ^= c == '"';
      int separator = SEPARATORS.indexOf(c);
      if (!quoted && separator >= 0) {
        counts[separator]++;
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }

  /** Names of the columns, as written. */
  List<String> header() {
    return header;
  }

  /** Asks for a column: the place of its cells, or -1 if there is none of this name in any case. */
  int want(String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
        wanted.set(i);
        return i;
      }
    }
    return -1;
  }

  /** Asks for all columns. */
  void wantAll() {
    wanted.set(0, header.size());
  }

  /** Goes to the next row that has anything in it; false behind the last one. */
  boolean next() throws IOException {
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      if (readRow()) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is anything in the row. */
  private boolean readRow() throws IOException {
    Collections.fill(cells, "");
    boolean any = false;
    int column = 0;
    for (; parser.nextToken() != JsonToken.END_ARRAY; column++) {
      if (column == 0) {
        line = linesBefore + parser.currentTokenLocation().getLineNr();
      }
      boolean filled = parser.getTextLength() > 0;
      any |= filled;
      if (filled && column >= header.size()) {
        throw refuse("more cells than the header has names");
      }
      if (filled && wanted.get(column)) {
        cells.set(column, parser.getText());
      }
    }
    return any;
  }

  /** A cell of this row; empty where the row is too short, or the column was not asked for. */
  String cell(int column) {
    return cells.get(column);
  }

  /** Where this row is, for errors: {@code inventory.csv:17}. */
  String place() {
    return file + ":" + line;
  }

  /**
   * The error for something that is wrong with this row, or before the first one with the header.
   */
  IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException(
        file + ":" + Math.max(line, 1 + linesBefore) + ": " + reason);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** What someone does with the rows of a file. */
  @FunctionalInterface
  interface Reading<T> {
    T read(CsvRows rows) throws IOException;
  }
}
