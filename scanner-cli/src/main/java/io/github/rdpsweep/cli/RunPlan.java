package io.github.rdpsweep.cli;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a sweep is run, beside what it does.
 *
 * @param start how its results begin
 * @param rateFile where its rate can be lowered meanwhile
 * @param maxRuntime after which time it is stopped
 * @param lock held meanwhile
 * @param history sweeps that it is compared with, and kept with
 */
record RunPlan(
    ResultsStart start,
    Optional<Path> rateFile,
    Optional<Duration> maxRuntime,
    Optional<? extends Closeable> lock,
    Optional<SweepHistory> history) {

  /** Nothing in particular. */
  static final RunPlan PLAIN =
      new RunPlan(
          ResultsStart.PLAIN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
