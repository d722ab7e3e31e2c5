package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that decides a sweep.
 *
 * @param targets what to probe
 * @param unresolved targets whose names were not found: each gets a row, nothing is sent
 * @param seed of the order; the same seed visits the same targets in the same order
 * @param shard which part of that order to visit
 * @param probe what to do at each target
 * @param followUps which further connections a target's row needs
 * @param control what tells that silence is not the scanner's own fault, if anything
 * @param pace how fast
 * @param patience how long to wait, how often to try
 * @param transport how to talk to the kernel
 * @param leaveMode how to end connections
 * @param eventLoops threads that probe, at least 1; no more than connections may be open, since
 *     each needs one
 * @param swept targets that have their rows already, and are left out
 */
public record SweepConfig(
    TargetSet targets,
    List<Target> unresolved,
    long seed,
    Shard shard,
    ProbeSettings probe,
    FollowUpPolicy followUps,
    Optional<Control> control,
    Pace pace,
    Patience patience,
    TransportKind transport,
    LeaveMode leaveMode,
    int eventLoops,
    SweptTargets swept) {

  public SweepConfig {
    Objects.requireNonNull(targets);
    unresolved = List.copyOf(unresolved);
    Objects.requireNonNull(shard);
    Objects.requireNonNull(probe);
    Objects.requireNonNull(followUps);
    Objects.requireNonNull(control);
    Objects.requireNonNull(pace);
    Objects.requireNonNull(patience);
    Objects.requireNonNull(transport);
    Objects.requireNonNull(leaveMode);
    Objects.requireNonNull(swept);
    if (eventLoops < 1) {
      throw new IllegalArgumentException("event loops " + eventLoops + ": at least 1");
    }
    eventLoops = Math.min(eventLoops, pace.maxInFlight());
  }

  /** As a whole, without follow-ups and control. */
  public SweepConfig(
      TargetSet targets,
      List<Target> unresolved,
      long seed,
      Shard shard,
      ProbeSettings probe,
      Pace pace,
      Patience patience,
      TransportKind transport,
      LeaveMode leaveMode,
      int eventLoops) {
    this(
        targets,
        unresolved,
        seed,
        shard,
        probe,
        FollowUpPolicy.NONE,
        Optional.empty(),
        pace,
        patience,
        transport,
        leaveMode,
        eventLoops,
        SweptTargets.NONE);
  }

  /** The same with other follow-ups. */
  public SweepConfig with(FollowUpPolicy other) {
    return new SweepConfig(
        targets,
        unresolved,
        seed,
        shard,
        probe,
        other,
        control,
        pace,
        patience,
        transport,
        leaveMode,
        eventLoops,
        swept);
  }

  /** The same with another control. */
  public SweepConfig with(Control other) {
    return new SweepConfig(
        targets,
        unresolved,
        seed,
        shard,
        probe,
        followUps,
        Optional.of(other),
        pace,
        patience,
        transport,
        leaveMode,
        eventLoops,
        swept);
  }

  /** The same without targets that were swept before. */
  public SweepConfig without(SweptTargets before) {
    return new SweepConfig(
        targets,
        unresolved,
        seed,
        shard,
        probe,
        followUps,
        control,
        pace,
        patience,
        transport,
        leaveMode,
        eventLoops,
        before);
  }
}
