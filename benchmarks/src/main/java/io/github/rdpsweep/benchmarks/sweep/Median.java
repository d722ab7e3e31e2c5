package io.github.rdpsweep.benchmarks.sweep;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * The median of a sample, and where the true one lies with a confidence of at least 95 %.
 *
 * @param low the lower end of the interval
 * @param high the upper end
 * @param least the smallest value of the sample
 * @param greatest the largest
 */
record Median(double value, double low, double high, double least, double greatest) {

  private static final double OUTSIDE_EACH_END = 0.025;

  /*
   * The true median has as many values below it as heads come up when a coin is thrown for each
   * of them, whatever the distribution: so the interval is between two values of the sample, and a
   * stray one does not move it. Fewer than six values cannot exclude anything.
   */
  static Median of(Collection<Double> sample) {
    double[] sorted = sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int size = sorted.length;
    int cut = 0;
    double exactly = Math.pow(0.5, size);
    for (double below = exactly; below <= OUTSIDE_EACH_END; below += exactly) {
      cut++;
      exactly *= (double) (size - cut + 1) / cut;
    }
    int first = Math.max(0, cut - 1);
    double middle = Arrays.stream(sorted, (size - 1) / 2, size / 2 + 1).average().orElseThrow();
    return new Median(middle, sorted[first], sorted[size - 1 - first], sorted[0], sorted[size - 1]);
  }

  /** {@code 2.10 (95 %: 1.80 to 2.40; all: -0.30 to 5.00)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f (95 %%: %.2f to %.2f; all: %.2f to %.2f)",
        value,
        low,
        high,
        least,
        greatest);
  }
}
