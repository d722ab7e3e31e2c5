package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.report.FindingTrace;
import io.github.rdpsweep.report.FindingTraces;
import io.github.rdpsweep.report.ResultRow;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Witnesses;
import io.github.rdpsweep.trace.TraceSettings;
import io.github.rdpsweep.trace.TracedPath;
import io.github.rdpsweep.trace.Tracer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code --trace-findings}: when a sweep is over, traces the paths to a few silent hosts of its
 * findings, and to the nearest hosts that work. Bounded in number and in time, and under the
 * sweep's rate limits.
 */
final class FindingTracer {

  private static final int MOST_FINDINGS = 5;
  private static final int HOSTS_OF_A_FINDING = 2;

  /** A silent path takes some 25 s. */
  private static final Duration MOST_TIME = Duration.ofMinutes(3);

  private final TraceSettings settings;
  private final Witnesses witnesses = new Witnesses();

  /** Completes without a path. */
  private final CompletableFuture<TracedPath> cancelled = new CompletableFuture<>();

  /** Paths by where they lead: findings may share a neighbour. */
  private final Map<InetSocketAddress, TracedPath> paths = new HashMap<>();

  private long deadline;

  /**
   * Gets ready before the sweep.
   *
   * @throws IllegalArgumentException if this machine cannot trace
   */
  FindingTracer(Pace pace) {
    Tracer.unavailability()
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("--trace-findings: " + reason);
            });
    TraceSettings usual = TraceSettings.DEFAULT;
    settings = new TraceSettings(usual.maxHops(), usual.tries(), usual.timeout(), gap(pace));
  }

  /** One connect at a time, and no more of them than the sweep may make. */
  private static Duration gap(Pace pace) {
    long rate = Math.min(pace.rate(), pace.segmentRate());
    Duration spacing = Duration.ofNanos(TimeUnit.SECONDS.toNanos(1) / rate);
    Duration usual = TraceSettings.DEFAULT.gap();
    return spacing.compareTo(usual) > 0 ? spacing : usual;
  }

  /** Takes note of a row, on the thread that makes the rows. */
  ResultRow note(ResultRow row) {
    InetSocketAddress endpoint = row.result().target().endpoint();
    if (!endpoint.isUnresolved()) {
      witnesses.add(endpoint, row.result().outcome(), row.diagnosis().verdict());
    }
    return row;
  }

  /** Ends traces under way, from another thread. */
  void cancel() {
    cancelled.complete(null);
  }

  /** Traces, when all rows are noted. */
  FindingTraces trace(List<Finding> findings) {
    List<Finding> wanted = findings.stream().filter(FindingTracer::isAboutThePath).toList();
    Map<Finding, List<FindingTrace>> traces = new LinkedHashMap<>();
    long start = System.nanoTime();
    deadline = start + MOST_TIME.toNanos();
    if (!wanted.isEmpty()) {
      try (Tracer tracer = new Tracer(settings, SweepClock.SYSTEM)) {
        for (Finding finding : wanted.subList(0, Math.min(MOST_FINDINGS, wanted.size()))) {
          List<FindingTrace> found = trace(finding, tracer);
          if (!found.isEmpty()) {
            traces.put(finding, found);
          }
        }
      }
    }
    return new FindingTraces(
        traces, remark(wanted.size(), traces.size(), (System.nanoTime() - start) / 1e9));
  }

  private static boolean isAboutThePath(Finding finding) {
    return finding.kind() == Finding.Kind.FAILING
        && (finding.cause() == Cause.NETWORK || finding.cause() == Cause.FIREWALL);
  }

  private List<FindingTrace> trace(Finding finding, Tracer tracer) {
    List<FindingTrace> found = new ArrayList<>();
    for (InetSocketAddress host : witnesses.silentIn(finding.prefixes(), HOSTS_OF_A_FINDING)) {
      // The neighbour first: without it the other path says less.
      Optional<TracedPath> reference =
          witnesses.workingNear(host).flatMap(neighbour -> path(neighbour, tracer));
      path(host, tracer).ifPresent(path -> found.add(new FindingTrace(path, reference)));
    }
    return found;
  }

  private Optional<TracedPath> path(InetSocketAddress destination, Tracer tracer) {
    TracedPath known = paths.get(destination);
    if (known != null) {
      return Optional.of(known);
    }
    long left = deadline - System.nanoTime();
    if (left <= 0 || cancelled.isDone()) {
      return Optional.empty();
    }
    try {
      Object path =
          CompletableFuture.anyOf(tracer.trace(destination), cancelled)
              .get(left, TimeUnit.NANOSECONDS);
      if (path instanceof TracedPath found) {
        paths.put(destination, found);
        return Optional.of(found);
      }
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trace failed: " + e.getCause(), e.getCause());
    }
  }

  private String remark(int wanted, int traced, double seconds) {
    if (wanted == 0) {
      return "nothing to trace: no finding of cause network or firewall";
    }
    int connects = paths.values().stream().mapToInt(TracedPath::connects).sum();
    return String.format(
        Locale.ROOT,
        "traced %d of %d findings of cause network or firewall: %d paths, %d connects in %.0f s",
        traced,
        wanted,
        paths.size(),
        connects,
        seconds);
  }
}
