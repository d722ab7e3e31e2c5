package io.github.rdpsweep.cli;

/** What makes a sweep that is complete end with {@link ExitCode#FOUND}. */
enum FailOn {
  /** Nothing. */
  NONE,
  /** A host that is expected, by whatever, and failing. */
  FAILING,
  /** A host that is shown to violate the policy. */
  POLICY,
  /** A host that is failing and was not failing in the baseline. */
  NEW
}
