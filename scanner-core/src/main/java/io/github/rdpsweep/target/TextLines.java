package io.github.rdpsweep.target;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * Reads a text file that people made: LF, CRLF or CR, with or without a byte order mark, {@code #}
 * comments and blank lines left out. Whatever is not such a file is refused with name and line,
 * before it can be mistaken for one.
 */
final class TextLines {

  /** Enough for a comma list of tens of thousands of addresses. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final InputStream in;
  private final BiConsumer<String, String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int number;

  private TextLines(String name, InputStream in, BiConsumer<String, String> lines) {
    this.name = name;
    this.in = new BufferedInputStream(in);
    this.lines = lines;
  }

  /**
   * Reads a file.
   *
   * @param lines takes each line's place ({@code targets.txt:17}) and text
   */
  static void read(Path file, BiConsumer<String, String> lines) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      read(file.toString(), in, lines);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + reason(e), e);
    }
  }

  /** Reads a stream to its end, and leaves it open. */
  static void read(String name, InputStream in, BiConsumer<String, String> lines) {
    try {
      new TextLines(name, in, lines).readAll();
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return "cannot be read: " + e.getMessage();
  }

  private void readAll() throws IOException {
    boolean afterReturn = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      boolean endsCrlf = next == '\n' && afterReturn;
      afterReturn = next == '\r';
      if (endsCrlf) {
        continue;
      }
      if (next == '\n' || next == '\r') {
        finishLine();
      } else {
        if (line.size() == MAX_LINE_BYTES) {
          number++;
          throw refuse("line longer than " + MAX_LINE_BYTES + " bytes");
        }
        line.write(next);
      }
    }
    finishLine();
  }

  private void finishLine() {
    number++;
    String text = decode();
    line.reset();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
        throw refuse(String.format("control character U+%04X: no text file", (int) text.charAt(i)));
      }
    }
    int comment = text.indexOf('#');
    String content = comment < 0 ? text : text.substring(0, comment);
    if (!content.isBlank()) {
      lines.accept(place(), content);
    }
  }

  private String decode() {
    byte[] bytes = line.toByteArray();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return marked ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refuse(isUtf16(bytes) ? "UTF-16 text; save the file as UTF-8" : "not UTF-8 text");
    }
  }

  /* What Windows calls "Unicode", and what PowerShell 5 writes for >. */
  private boolean isUtf16(byte[] bytes) {
    return number == 1
        && bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
  }

  private String place() {
    return name + ":" + number;
  }

  private IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException(place() + ": " + reason);
  }
}
