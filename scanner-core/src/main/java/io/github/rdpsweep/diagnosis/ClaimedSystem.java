package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.diagnosis.WindowsProduct.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server's claimed build says of its operating system: all products that share it, as client
 * and server editions do.
 *
 * @param name the products' names, servers first; or why there are none
 * @param products the products, which is none for a build that the table does not have
 */
public record ClaimedSystem(String name, List<WindowsProduct> products) {

  /** The server claimed nothing. */
  public static final ClaimedSystem NONE = new ClaimedSystem("", List.of());

  public ClaimedSystem {
    products = List.copyOf(products);
  }

  static ClaimedSystem of(List<WindowsProduct> products) {
    String name =
        products.stream()
            .map(
                product ->
                    product.kind() == Kind.LIBRARY ? "any " + product.name() : product.name())
            .distinct()
            .collect(Collectors.joining(" / "));
    return new ClaimedSystem(name, products);
  }

  /** The day on which updates for everyone end first among the products, if any has such a day. */
  public Optional<LocalDate> firstSupportEnd() {
    return products.stream()
        .flatMap(product -> product.supportEnd().stream())
        .min(LocalDate::compareTo);
  }

  /** The day on which the last updates end, also those that cost extra. */
  public Optional<LocalDate> lastSupportEnd() {
    return products.stream()
        .flatMap(product -> lastEnd(product).stream())
        .max(LocalDate::compareTo);
  }

  /**
   * The ends of support as one text: a day, or two with a slash between them, as ISO 8601 writes
   * intervals, where editions differ or updates can be paid for; empty where none is known.
   */
  public String supportEnds() {
    return firstSupportEnd()
        .map(
            first -> {
              LocalDate last = lastSupportEnd().orElseThrow();
              return first.equals(last) ? first.toString() : first + "/" + last;
            })
        .orElse("");
  }

  /** Whether there are updates on a day. A library says nothing about the system beneath it. */
  public OsSupport supportOn(LocalDate day) {
    Optional<LocalDate> first = firstSupportEnd();
    if (first.isEmpty()) {
      return OsSupport.UNKNOWN;
    }
    if (!first.get().isBefore(day)) {
      return OsSupport.SUPPORTED;
    }
    return lastSupportEnd().orElseThrow().isBefore(day) ? OsSupport.ENDED : OsSupport.DEPENDS;
  }

  private static Optional<LocalDate> lastEnd(WindowsProduct product) {
    return product.paidEnd().isPresent() ? product.paidEnd() : product.supportEnd();
  }
}
