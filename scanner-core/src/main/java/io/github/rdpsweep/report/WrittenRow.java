package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.segment.Observation;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.segment.Repetition;
import io.github.rdpsweep.stats.RowStats;
import io.github.rdpsweep.target.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a results CSV, as far as a sweep's conclusions depend on it.
 *
 * @param target what was probed
 * @param outcome how that ended
 * @param stage the last one that was begun
 * @param diagnosis what that means
 * @param presence what shows that a host exists there; of an older file, which does not say, what
 *     its other cells show
 * @param timings to the microsecond
 * @param path round trip and retransmits; the rest is not written, or not needed
 * @param replied whether a whole reply of RDP came
 * @param repetition what repeated probes showed
 * @param violations the policy's checks that the host violates
 */
public record WrittenRow(
    Target target,
    Outcome outcome,
    Stage stage,
    Diagnosis diagnosis,
    Presence presence,
    Timings timings,
    PathFacts path,
    boolean replied,
    Repetition repetition,
    List<String> violations) {

  public WrittenRow {
    Objects.requireNonNull(target);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(diagnosis);
    Objects.requireNonNull(presence);
    Objects.requireNonNull(timings);
    Objects.requireNonNull(path);
    Objects.requireNonNull(repetition);
    violations = List.copyOf(violations);
  }

  /** What segments keep of it; nothing of a name that was not found, which lies nowhere. */
  public Optional<Observation> observation() {
    InetAddress address = target.endpoint().getAddress();
    return address == null
        ? Optional.empty()
        : Optional.of(
            Observation.of(
                address, outcome, diagnosis, presence, timings.connectNanos(), path, repetition));
  }

  /** Adds it to outcomes and latencies. */
  public void addTo(RowStats stats) {
    stats.record(outcome, stage, replied, timings);
  }
}
