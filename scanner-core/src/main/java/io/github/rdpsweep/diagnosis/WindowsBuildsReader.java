package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.diagnosis.WindowsProduct.Kind;
import io.github.rdpsweep.rdp.NtlmVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the format that {@code windows-builds.txt} describes at its top. */
final class WindowsBuildsReader {

  private static final String DATE_KEY = "Table of: ";
  private static final Pattern BUILD = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,5})");
  private static final int FIELDS = 6;

  private final NavigableMap<NtlmVersion, List<WindowsProduct>> products = new TreeMap<>();
  private LocalDate tableOf;

  private WindowsBuildsReader() {}

  /**
   * The whole table.
   *
   * @throws IllegalStateException naming the line, if it breaks the format
   */
  static WindowsBuilds read(BufferedReader in) throws IOException {
    WindowsBuildsReader reader = new WindowsBuildsReader();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          reader.readLine(line);
        } catch (RuntimeException e) {
          throw new IllegalStateException(
              "windows-builds.txt:" + number + ": " + e.getMessage(), e);
        }
      }
    }
    if (reader.tableOf == null || reader.products.isEmpty()) {
      throw new IllegalStateException("windows-builds.txt: no date, or no build");
    }
    return new WindowsBuilds(reader.tableOf, reader.products);
  }

  private void readLine(String line) {
    if (line.startsWith(DATE_KEY)) {
      tableOf = LocalDate.parse(line.substring(DATE_KEY.length()).strip());
      return;
    }
    String[] fields = line.split("\\|", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(fields.length + " fields instead of " + FIELDS);
    }
    NtlmVersion build = build(fields[0].strip());
    if (!products.isEmpty() && build.compareTo(products.lastKey()) < 0) {
      throw new IllegalArgumentException(build + " stands behind " + products.lastKey());
    }
    WindowsProduct product =
        new WindowsProduct(
            Kind.valueOf(fields[1].strip().toUpperCase(Locale.ROOT)),
            fields[2].strip(),
            fields[3].strip(),
            date(fields[4].strip()),
            date(fields[5].strip()));
    add(build, product);
  }

  private void add(NtlmVersion build, WindowsProduct product) {
    List<WindowsProduct> known = products.computeIfAbsent(build, key -> new ArrayList<>());
    for (WindowsProduct other : known) {
      if (other.name().equals(product.name()) && other.editions().equals(product.editions())) {
        throw new IllegalArgumentException(build + " has " + product.name() + " twice");
      }
      if (other.kind().compareTo(product.kind()) > 0) {
        throw new IllegalArgumentException(build + ": server, client, library is the order");
      }
    }
    known.add(product);
  }

  private static NtlmVersion build(String text) {
    Matcher matcher = BUILD.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no build");
    }
    return new NtlmVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  private static Optional<LocalDate> date(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
