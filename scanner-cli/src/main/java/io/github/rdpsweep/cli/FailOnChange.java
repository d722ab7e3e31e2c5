package io.github.rdpsweep.cli;

import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.Comparison;
import java.util.Arrays;

/** What makes a comparison end with {@link ExitCode#FOUND}. */
enum FailOnChange {
  /** Nothing. */
  NONE,
  /** Whatever changed. */
  ANY,
  /** A target that is failing and was not failing before, whatever it was then. */
  NEW,
  BROKE,
  FAILING,
  VANISHED,
  APPEARED,
  RECOVERED,
  CERTIFICATE,
  PROTOCOL,
  BUILD;

  /** Whether there is such a change. */
  boolean isIn(Comparison comparison) {
    return switch (this) {
      case NONE -> false;
      case ANY -> Arrays.stream(ChangeKind.values()).anyMatch(kind -> comparison.targets(kind) > 0);
      case NEW -> comparison.newFailures() > 0;
      case BROKE, FAILING, VANISHED, APPEARED, RECOVERED, CERTIFICATE, PROTOCOL, BUILD ->
          comparison.targets(ChangeKind.valueOf(name())) > 0;
    };
  }
}
