package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.FindingScan;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.segment.SegmentTally;
import java.util.List;
import java.util.Locale;

/**
 * How well findings name the faulty prefixes of drawn fleets, and how often they see faults where
 * there are none; beside the rule that a /24 is faulty if more than half of its hosts fail. Prints
 * the tables of {@code docs/findings.md}.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -cp benchmarks/target/benchmarks.jar \
 *       io.github.rdpsweep.benchmarks.sweep.FindingAccuracy [FIRST_SEED [FLEETS]]
 * </pre>
 */
public final class FindingAccuracy {

  private static final double NAIVE_RATIO = 0.5;

  private final long firstSeed;
  private final int fleets;
  private long scanNanos;

  private FindingAccuracy(long firstSeed, int fleets) {
    this.firstSeed = firstSeed;
    this.fleets = fleets;
  }

  /** Runs all experiments; by default on the published seeds 1 to 1000. */
  public static void main(String[] args) {
    long firstSeed = args.length > 0 ? Long.parseLong(args[0]) : 1;
    int fleets = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    new FindingAccuracy(firstSeed, fleets).run();
  }

  private void run() {
    System.out.printf("Seeds %d to %d.%n%n", firstSeed, firstSeed + fleets - 1);
    System.out.println(
        "| rule | precision | recall | recall without slow and lossy | clean fleets with a claim |");
    System.out.println("| --- | --- | --- | --- | --- |");
    Score usual = experiment("", DrawnFleet.USUAL);
    System.out.printf(Locale.ROOT, "%nA scan takes %.1f ms.%n", scanNanos / 1e6 / (2 * fleets));
    System.out.printf("%n| fault | recall |%n| --- | --- |%n%s%n", usual.groupRows());
    experiment(", sites differ by e^0.5", new DrawnFleet.Settings(0.5, false));
    experiment(", sites differ by e^1", new DrawnFleet.Settings(1, false));
    Score unseen = experiment(", drops unseen", new DrawnFleet.Settings(0.3, true));
    System.out.printf("%nDrops unseen:%n%s%n", unseen.groupRows());
  }

  private Score experiment(String name, DrawnFleet.Settings settings) {
    scanNanos = 0;
    Score findings = new Score();
    Score findingsToTheBit = new Score();
    Score perfect = new Score();
    Score naive = new Score();
    Score naiveToTheBit = new Score();
    for (long seed = firstSeed; seed < firstSeed + fleets; seed++) {
      DrawnFleet fleet = DrawnFleet.withFaults(seed, settings);
      SegmentTally tally = sweep(fleet);
      List<Claim> claims = claimsOfFindings(tally);
      findings.add(fleet, claims, (claim, fault) -> claim.names(fault, fleet));
      findingsToTheBit.add(fleet, claims, Claim::names);
      perfect.add(fleet, perfectClaims(fleet), Claim::names);
      List<Claim> naiveClaims = naiveClaims(tally);
      naive.add(fleet, naiveClaims, (claim, fault) -> claim.names(fault, fleet));
      naiveToTheBit.add(fleet, naiveClaims, Claim::names);

      SegmentTally clean = sweep(DrawnFleet.withoutFaults(seed, settings));
      List<Claim> ofClean = claimsOfFindings(clean);
      findings.addClean(ofClean);
      findingsToTheBit.addClean(ofClean);
      List<Claim> naiveOfClean = naiveClaims(clean);
      naive.addClean(naiveOfClean);
      naiveToTheBit.addClean(naiveOfClean);
    }
    System.out.println(findings.row("findings" + name));
    System.out.println(findingsToTheBit.row("findings, to the bit" + name));
    System.out.println(perfect.row("who knows each host's fault, to the bit" + name));
    System.out.println(naive.row("/24 above 50 %" + name));
    System.out.println(naiveToTheBit.row("/24 above 50 %, to the bit" + name));
    return findings;
  }

  private static SegmentTally sweep(DrawnFleet fleet) {
    SegmentTally tally = new SegmentTally();
    new FleetRows(fleet).forEach(tally::add);
    return tally;
  }

  private List<Claim> claimsOfFindings(SegmentTally tally) {
    long start = System.nanoTime();
    List<Finding> findings = FindingScan.of(tally);
    scanNanos += System.nanoTime() - start;
    return findings.stream()
        .flatMap(
            finding ->
                finding.prefixes().stream()
                    .map(prefix -> new Claim(Block.of(prefix), finding.kind(), finding.cause())))
        .toList();
  }

  /** What there is to be found: the prefixes around the hosts of each fault. */
  private static List<Claim> perfectClaims(DrawnFleet fleet) {
    return fleet.faults().stream()
        .filter(fault -> fault.hit() >= Score.LEAST_HIT)
        .map(
            fault ->
                new Claim(
                    fleet.aroundHosts(fault.block()), fault.nature().kind, fault.nature().cause))
        .toList();
  }

  private static List<Claim> naiveClaims(SegmentTally tally) {
    return tally
        .segments()
        .filter(segment -> segment.failureRatio().orElse(0) > NAIVE_RATIO)
        .map(FindingAccuracy::naiveClaim)
        .toList();
  }

  private static Claim naiveClaim(Segment segment) {
    return new Claim(Block.of(segment.prefix()), Finding.Kind.FAILING, segment.cause());
  }
}
