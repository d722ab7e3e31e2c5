package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.WilsonInterval;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings in words: what was measured, what it is consistent with, and what to do next. */
final class FindingText {

  private static final int MOST_PREFIXES = 4;
  private static final double NANOS_A_MILLI = 1e6;

  private FindingText() {}

  static String sentence(Finding finding) {
    return switch (finding.kind()) {
      case FAILING ->
          place(finding)
              + ": "
              + counts(finding)
              + " expected hosts fail ("
              + shares(finding)
              + "): "
              + evidence(finding.evidence())
              + "; consistent with "
              + reason(finding)
              + middlebox(finding)
              + ".";
      case LOSSY ->
          place(finding)
              + ": packets had to be sent again to "
              + counts(finding)
              + " hosts ("
              + shares(finding)
              + "); consistent with loss on the path (network).";
      case SLOW ->
          place(finding)
              + ": round trips to "
              + finding.hosts()
              + " hosts take "
              + millis(finding.typicalNanos())
              + " ms where "
              + millis(finding.elsewhereNanos())
              + " ms are typical of the fleet; consistent with a slow path (network), or with"
              + " distance.";
    };
  }

  static String nextStep(Finding finding) {
    return switch (finding.kind()) {
      case FAILING -> nextStepForFailures(finding) + nextStepForMiddlebox(finding);
      case LOSSY ->
          "Look for errors and drops on the links to "
              + prefixes(finding)
              + " hop by hop (mtr -T -P 3389 HOST), and compare with a segment that loses nothing.";
      case SLOW ->
          "Compare the round trips to "
              + prefixes(finding)
              + " hop by hop with another segment's (mtr -T -P 3389 HOST): route, load and QoS of"
              + " the links; a far site is slow by distance.";
    };
  }

  private static String nextStepForFailures(Finding finding) {
    return switch (finding.cause()) {
      case NETWORK ->
          "Test the path: rdpsweep trace to one of these hosts, with --compare and a healthy"
              + " neighbour, then route, VLAN and cabling of "
              + prefixes(finding)
              + "; a rule that drops the prefix on every port looks the same from outside.";
      case FIREWALL ->
          "Test the rules for TCP and UDP 3389 to "
              + prefixes(finding)
              + " on the devices in the path and on the hosts themselves: scan from inside the"
              + " segment and compare.";
      case SERVICE -> nextStepForServices(commonest(finding.evidence()));
      case COMPATIBILITY ->
          "Look up the failure codes of these rows (rdpsweep explain failure CODE), then the"
              + " policies for security layer, NLA and TLS that apply to these hosts; plan the update"
              + " of what is out of support.";
      case NONE, UNDETERMINED -> "Look at the rows of " + prefixes(finding) + ".";
    };
  }

  /* The same evidence as a device would give that completes handshakes for the hosts behind it. */
  private static String middlebox(Finding finding) {
    String text = "";
    if (Middlebox.isSuspected(finding.evidence(), finding.hosts())) {
      text +=
          "; TCP is accepted and no X.224 answer comes, as from a middlebox that accepts for them";
    }
    if (finding.inconsistent() > 0) {
      text +=
          "; "
              + finding.inconsistent()
              + " answered with failure code 4, which a request in clear text should never get:"
              + " a middlebox is one explanation";
    }
    return text;
  }

  private static String nextStepForMiddlebox(Finding finding) {
    return middlebox(finding).isEmpty()
        ? ""
        : " Look for a device in the path that accepts for them or inspects RDP (SYN proxy, load"
            + " balancer, intrusion prevention): connect to one of them from inside the segment, and"
            + " compare the TTL of the SYN-ACK with a neighbour's.";
  }

  private static String nextStepForServices(Outcome commonest) {
    return switch (commonest) {
      case REFUSED ->
          "See on one of these hosts whether Remote Desktop Services runs (Get-Service"
              + " TermService) and listens (qwinsta), start it, and look at the policy \"Allow users"
              + " to connect remotely by using Remote Desktop Services\".";
      case NOT_RDP, MALFORMED ->
          "See on one of these hosts which program owns the port (Get-NetTCPConnection -LocalPort"
              + " 3389 -State Listen).";
      case SILENT, UNREACHABLE ->
          "See whether these hosts are up: their neighbours answer, so that the path is fine.";
      case HUNG,
          UNACKNOWLEDGED,
          CLOSED,
          RESET,
          DISCONNECTED,
          NEGOTIATION_REFUSED,
          TLS_FAILED,
          TLS_HUNG,
          TLS_CLOSED,
          IDENTITY_FAILED,
          READY,
          UNRESOLVED,
          NO_ROUTE,
          NOT_SENT,
          CANCELLED ->
          "Look for event 1006 and the value of MaxOutstandingConnections on one of these hosts,"
              + " then restart Remote Desktop Services (Restart-Service TermService -Force).";
    };
  }

  private static String reason(Finding finding) {
    return switch (finding.cause()) {
      case NETWORK -> "a path that is cut (network): no more than a few hosts show life";
      case FIREWALL -> "a rule or device that cuts RDP off (firewall): packets do reach the hosts";
      case SERVICE -> "trouble of the hosts themselves (service): the path to them works";
      case COMPATIBILITY -> "servers that find no common way to talk (compatibility)";
      case NONE, UNDETERMINED -> Cause.UNDETERMINED.label() + " causes";
    };
  }

  private static String place(Finding finding) {
    return finding.name().isEmpty()
        ? prefixes(finding)
        : finding.name() + " (" + prefixes(finding) + ")";
  }

  private static String prefixes(Finding finding) {
    List<String> all = finding.prefixes().stream().map(Object::toString).toList();
    int shown = all.size() > MOST_PREFIXES ? MOST_PREFIXES - 1 : all.size();
    String text = String.join(", ", all.subList(0, shown));
    return shown == all.size() ? text : text + " and " + (all.size() - shown) + " more";
  }

  private static String counts(Finding finding) {
    return finding.affected() + " of " + finding.hosts();
  }

  private static String shares(Finding finding) {
    WilsonInterval interval = finding.interval();
    return percent(finding.ratio())
        + " %, 95 % interval "
        + percent(interval.low())
        + "-"
        + percent(interval.high())
        + " %; elsewhere "
        + percent(finding.elsewhere())
        + " %";
  }

  private static String evidence(Map<Outcome, Integer> evidence) {
    return evidence.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getValue() + " " + entry.getKey().label())
        .collect(Collectors.joining(", "));
  }

  private static Outcome commonest(Map<Outcome, Integer> evidence) {
    return Collections.max(evidence.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /* A tenth below 10 %, where a whole percent would hide most of it. */
  private static String percent(double share) {
    double percent = 100 * share;
    String text = String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent);
    return text.equals("0.0") && share == 0 ? "0" : text;
  }

  private static String millis(long nanos) {
    double millis = nanos / NANOS_A_MILLI;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }
}
