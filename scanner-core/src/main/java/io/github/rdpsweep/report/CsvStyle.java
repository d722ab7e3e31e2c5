package io.github.rdpsweep.report;

/**
 * How a results CSV is written for a program that does not take it as it is.
 *
 * @param separator what stands between cells
 * @param decimalSign what stands in numbers with decimals
 * @param byteOrderMark whether the file begins with one, by which spreadsheets know UTF-8
 */
public record CsvStyle(char separator, char decimalSign, boolean byteOrderMark) {

  /** As all tools but spreadsheets want it. */
  public static final CsvStyle PLAIN = new CsvStyle(',', '.', false);
}
