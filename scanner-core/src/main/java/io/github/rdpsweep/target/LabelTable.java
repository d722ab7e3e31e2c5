package io.github.rdpsweep.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives equal labels one number. */
final class LabelTable {

  private final Map<Label, Integer> numbers = new HashMap<>();
  private final List<Label> labels = new ArrayList<>();

  int number(Label label) {
    return numbers.computeIfAbsent(
        label,
        added -> {
          labels.add(added);
          return labels.size() - 1;
        });
  }

  Label get(int number) {
    return labels.get(number);
  }

  Label[] toArray() {
    return labels.toArray(new Label[0]);
  }
}
