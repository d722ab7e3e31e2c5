package io.github.rdpsweep.policy;

import io.github.rdpsweep.probe.Stage;
import java.util.Objects;
import java.util.function.Function;

/**
 * One demand of a {@link Policy}.
 *
 * @param text as users write it, without blanks
 * @param depth the stage that a sweep has to reach to answer it
 * @param enumerates whether it takes the further connections of {@code --security}
 * @param rule answers it
 */
public record PolicyCheck(
    String text, Stage depth, boolean enumerates, Function<PolicyFacts, Judgement> rule) {

  public PolicyCheck {
    Objects.requireNonNull(text);
    Objects.requireNonNull(depth);
    Objects.requireNonNull(rule);
  }

  Judgement judge(PolicyFacts facts) {
    return rule.apply(facts);
  }
}
