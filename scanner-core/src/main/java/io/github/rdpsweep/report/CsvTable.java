package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A CSV file in the form of the results: a header, RFC 4180 quoting where it is needed, UTF-8, and
 * lines that end with LF. Cells are made harmless. Belongs to one thread.
 */
final class CsvTable implements Closeable {

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final CsvGenerator csv;

  /**
   * Writes the header.
   *
   * @param out where to; stays the caller's to close
   */
  CsvTable(OutputStream out, List<String> header) throws IOException {
    csv = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    csv.setSchema(
        CsvSchema.builder()
            .setLineSeparator("\n")
            .addColumns(header, CsvSchema.ColumnType.STRING)
            .build());
    row();
    for (String label : header) {
      text(label);
    }
    endRow();
  }

  CsvTable row() throws IOException {
    csv.writeStartArray();
    return this;
  }

  CsvTable text(String text) throws IOException {
    csv.writeString(SafeCell.of(text));
    return this;
  }

  CsvTable number(long number) throws IOException {
    csv.writeNumber(number);
    return this;
  }

  CsvTable empty() throws IOException {
    csv.writeString(""); // writeNull would leave the column out
    return this;
  }

  void endRow() throws IOException {
    csv.writeEndArray();
  }

  /** Hands all rows to the output. */
  @Override
  public void close() throws IOException {
    csv.close();
  }
}
