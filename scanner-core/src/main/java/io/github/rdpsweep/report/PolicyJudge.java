package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.ClaimedSystem;
import io.github.rdpsweep.diagnosis.WindowsBuilds;
import io.github.rdpsweep.policy.Answer;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.policy.PolicyFacts;
import io.github.rdpsweep.policy.PolicyReport;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.policy.TlsVersion;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SecurityAnswer;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.ServerIdentity;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/** Judges results by a policy, and counts. Belongs to one thread. */
public final class PolicyJudge {

  private final Policy policy;
  private final SecurityProtocol offered;
  private final PolicyTally tally;

  /**
   * Creates a judge.
   *
   * @param offered the protocols that the sweep's requests offer, by which answers are judged
   */
  public PolicyJudge(Policy policy, SecurityProtocol offered) {
    this.policy = Objects.requireNonNull(policy);
    this.offered = Objects.requireNonNull(offered);
    this.tally = new PolicyTally(policy);
  }

  /** A judge of no demands. */
  static PolicyJudge none() {
    return new PolicyJudge(Policy.NONE, SecurityProtocol.RDP);
  }

  /** The cell {@code policy_violations} of a result, which is counted. */
  String violations(ProbeResult result) {
    if (policy.isEmpty()) {
      return "";
    }
    PolicyReport report = policy.judge(facts(result));
    tally.add(report);
    return report.text();
  }

  /** Counts of all results so far. */
  public PolicyTally tally() {
    return tally;
  }

  private PolicyFacts facts(ProbeResult result) {
    Instant at = Instant.ofEpochMilli(result.startedAtMillis());
    ServerFacts server = result.server();
    ClaimedSystem system =
        server
            .identity()
            .flatMap(identity -> identity.challenge().version())
            .map(WindowsBuilds.bundled()::find)
            .orElse(ClaimedSystem.NONE);
    Optional<Duration> skew = server.identity().flatMap(ServerIdentity::clockSkew);
    return new PolicyFacts(
        at,
        nlaRequired(result),
        legacyAllowed(result),
        tlsVersion(result),
        server.tls().certificate(),
        system.supportOn(at.atZone(ZoneOffset.UTC).toLocalDate()),
        skew);
  }

  /** A server that accepts a weaker offer does not insist on network level authentication. */
  private Answer nlaRequired(ProbeResult result) {
    for (SecurityAnswer answer : result.supplement().security().answers()) {
      boolean weaker =
          answer.offered().equals(SecurityProtocol.SSL)
              || answer.offered().equals(SecurityProtocol.RDP);
      if (weaker && answer.isAccepted()) {
        return Answer.NO;
      }
    }
    return switch (Nla.of(result, offered)) {
      case REQUIRED -> Answer.YES;
      case NO -> Answer.NO;
      case SUPPORTED, UNKNOWN -> Answer.UNKNOWN;
    };
  }

  private Answer legacyAllowed(ProbeResult result) {
    if (declinedTls(result)) {
      return Answer.YES;
    }
    return switch (SecurityCells.legacyRdp(result, offered)) {
      case "yes" -> Answer.YES;
      case "no" -> Answer.NO;
      default -> Answer.UNKNOWN;
    };
  }

  private Optional<TlsVersion> tlsVersion(ProbeResult result) {
    return declinedTls(result)
        ? Optional.of(TlsVersion.NONE)
        : TlsVersion.named(result.server().tls().version());
  }

  private boolean declinedTls(ProbeResult result) {
    Negotiation negotiation = result.negotiation();
    boolean standard =
        negotiation instanceof Negotiation.Absent
            || (negotiation instanceof Negotiation.Response response
                && response.selectedProtocol().equals(SecurityProtocol.RDP));
    return standard && offered.contains(SecurityProtocol.SSL);
  }
}
