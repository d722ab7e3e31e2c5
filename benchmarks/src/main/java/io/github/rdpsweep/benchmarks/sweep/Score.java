package io.github.rdpsweep.benchmarks.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** How the claims of one rule compare with the faults, over many fleets. */
final class Score {

  /** Faults that hit fewer hosts are counted apart. */
  static final int LEAST_HIT = 8;

  private static final class Ratio {
    private int good;
    private int all;

    private void count(boolean isGood) {
      all++;
      if (isGood) {
        good++;
      }
    }

    @Override
    public String toString() {
      return all == 0
          ? "-"
          : String.format(Locale.ROOT, "%.4f (%d of %d)", (double) good / all, good, all);
    }
  }

  private final Ratio precision = new Ratio();
  private final Ratio recall = new Ratio();
  private final Ratio recallOfFailing = new Ratio();
  private final Ratio cleanFleets = new Ratio();
  private final Map<String, Ratio> groups = new TreeMap<>();

  /** Compares the claims made of a fleet with its faults. */
  void add(DrawnFleet fleet, List<Claim> claims, BiPredicate<Claim, Fault> names) {
    for (Claim claim : claims) {
      precision.count(fleet.faults().stream().anyMatch(fault -> names.test(claim, fault)));
    }
    for (Fault fault : fleet.faults()) {
      boolean found = claims.stream().anyMatch(claim -> names.test(claim, fault));
      if (fault.hit() > 0) {
        group("1 hosts hit: " + sizeOf(fault.hit()), found);
      }
      if (fault.hit() >= LEAST_HIT) {
        recall.count(found);
        if (fault.nature() != Nature.SLOW && fault.nature() != Nature.LOSSY) {
          recallOfFailing.count(found);
        }
        group("2 " + fault.nature().name().toLowerCase(Locale.ROOT).replace('_', ' '), found);
        group("3 /" + fault.block().length(), found);
        group(fleet.isDense() ? "4 dense use" : "4 sparse use", found);
      }
    }
  }

  /** Takes note of what is claimed of a fleet without faults. */
  void addClean(List<Claim> claims) {
    cleanFleets.count(!claims.isEmpty());
  }

  private void group(String name, boolean found) {
    groups.computeIfAbsent(name, unused -> new Ratio()).count(found);
  }

  private static String sizeOf(int hit) {
    if (hit < 4) {
      return "  1-3";
    }
    if (hit < LEAST_HIT) {
      return "  4-7";
    }
    if (hit < 16) {
      return " 8-15";
    }
    return hit < 64 ? "16-63" : "64 and more";
  }

  /** A row of a table: precision, recall, recall of failures alone, clean fleets with a claim. */
  String row(String name) {
    return "| "
        + String.join(
            " | ",
            name,
            precision.toString(),
            recall.toString(),
            recallOfFailing.toString(),
            cleanFleets.toString())
        + " |";
  }

  /** Rows of a table: recall by groups of faults. */
  String groupRows() {
    StringBuilder rows = new StringBuilder();
    groups.forEach(
        (name, ratio) ->
            rows.append("| ").append(name.substring(2)).append(" | ").append(ratio).append(" |\n"));
    return rows.toString();
  }
}
