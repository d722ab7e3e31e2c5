package io.github.rdpsweep.compare;

import io.github.rdpsweep.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the conditions of all sweeps that are compared. A fleet has some dozens of them; beyond
 * {@value #LIMIT}, which only invented answers can reach, a new one is reduced to its verdict.
 */
public final class Conditions {

  /** Numbers have 16 bits. */
  static final int LIMIT = 1 << 16;

  private final List<Condition> byNumber = new ArrayList<>();
  private final Map<Condition, Integer> numbers = new HashMap<>();

  public Conditions() {
    for (Verdict verdict : Verdict.values()) {
      number(Condition.bare(verdict)); // what is left of others when there are too many
    }
  }

  int numberOf(Condition condition) {
    Integer known = numbers.get(condition);
    if (known != null) {
      return known;
    }
    return byNumber.size() < LIMIT
        ? number(condition)
        : numbers.get(Condition.bare(condition.verdict()));
  }

  Condition get(int number) {
    return byNumber.get(number);
  }

  private int number(Condition condition) {
    numbers.put(condition, byNumber.size());
    byNumber.add(condition);
    return byNumber.size() - 1;
  }
}
