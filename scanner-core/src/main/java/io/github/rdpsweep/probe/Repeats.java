package io.github.rdpsweep.probe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Probes each target that answered so many times in all, spaced, for loss, jitter and whether it
 * answers every time. The row stays what the first probe made it; what all of them showed is its
 * {@link ProbeSeries}.
 *
 * @param probes of a target, its first one among them; 1 repeats none
 * @param spacing from the end of one to the start of the next
 * @param settings of every probe
 * @param mark what every second probe carries, from the second on, so that both kinds meet the same
 *     traffic
 * @param synRepeats of this machine
 */
public record Repeats(
    int probes,
    Duration spacing,
    ProbeSettings settings,
    Optional<Dscp> mark,
    SynRepeats synRepeats)
    implements FollowUpPolicy {

  /** One probe, and no mark. */
  public static final Repeats NONE =
      new Repeats(1, Duration.ZERO, ProbeSettings.NEGOTIATE, Optional.empty(), SynRepeats.DOUBLING);

  public Repeats {
    if (probes < 1 || spacing.isNegative()) {
      throw new IllegalArgumentException(probes + " probes, spacing " + spacing);
    }
    Objects.requireNonNull(settings);
    Objects.requireNonNull(mark);
    Objects.requireNonNull(synRepeats);
  }

  /** This, or the policy that asks for nothing where there is nothing to repeat. */
  public FollowUpPolicy asPolicy() {
    return probes == 1 ? FollowUpPolicy.NONE : this;
  }

  @Override
  public RowStep next(ProbeResult row, HostSeen host) {
    int made = Math.max(1, row.supplement().series().count());
    if (made >= probes || !row.outcome().isFromHost()) {
      return new RowStep.Complete(row);
    }
    int port = row.target().endpoint().getPort();
    ProbeSettings next = isMarked(made) ? settings.marked(mark.get()) : settings;
    return new FollowUp(port, next, spacing, this::fold);
  }

  private ProbeResult fold(ProbeResult row, ProbeResult result) {
    ProbeSeries series = row.supplement().series();
    if (series.count() == 0) {
      series = series.plus(Sample.ofRow(row, synRepeats));
    }
    Sample next = Sample.of(result, synRepeats, isMarked(series.count()));
    return row.with(row.supplement().with(series.plus(next)));
  }

  /** Whether the probe that comes after so many carries the mark. */
  private boolean isMarked(int before) {
    return mark.isPresent() && before % 2 == 1;
  }

  @Override
  public int mostAtAnsweringTarget() {
    return probes - 1;
  }
}
