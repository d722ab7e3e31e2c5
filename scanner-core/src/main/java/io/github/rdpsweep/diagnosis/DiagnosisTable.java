package io.github.rdpsweep.diagnosis;

import static io.github.rdpsweep.diagnosis.Cause.COMPATIBILITY;
import static io.github.rdpsweep.diagnosis.Cause.FIREWALL;
import static io.github.rdpsweep.diagnosis.Cause.NETWORK;
import static io.github.rdpsweep.diagnosis.Cause.NONE;
import static io.github.rdpsweep.diagnosis.Cause.SERVICE;
import static io.github.rdpsweep.diagnosis.Cause.UNDETERMINED;
import static io.github.rdpsweep.diagnosis.Evidence.ANY;
import static io.github.rdpsweep.diagnosis.Evidence.CONNECTED_ONLY;
import static io.github.rdpsweep.diagnosis.Evidence.EXPECTED;
import static io.github.rdpsweep.diagnosis.Evidence.FLIPPING;
import static io.github.rdpsweep.diagnosis.Evidence.JITTERY;
import static io.github.rdpsweep.diagnosis.Evidence.LOSSY;
import static io.github.rdpsweep.diagnosis.Evidence.NEIGHBOUR_NOT_FOUND;
import static io.github.rdpsweep.diagnosis.Evidence.NOT_ACKNOWLEDGED;
import static io.github.rdpsweep.diagnosis.Evidence.OTHER_PORTS_SILENT;
import static io.github.rdpsweep.diagnosis.Evidence.OTHER_PORT_ANSWERED;
import static io.github.rdpsweep.diagnosis.Evidence.REQUEST_ACKNOWLEDGED;
import static io.github.rdpsweep.diagnosis.Evidence.SLOW_REPLY;
import static io.github.rdpsweep.diagnosis.Evidence.SLOW_ROUND_TRIP;
import static io.github.rdpsweep.diagnosis.Evidence.STANDARD_SECURITY_ONLY;
import static io.github.rdpsweep.diagnosis.Evidence.UNSTEADY;
import static io.github.rdpsweep.diagnosis.Evidence.WORKED;
import static io.github.rdpsweep.diagnosis.Evidence.anyFailure;
import static io.github.rdpsweep.diagnosis.Evidence.failure;
import static io.github.rdpsweep.diagnosis.ServerEvidence.CERTIFICATE_EXPIRED;
import static io.github.rdpsweep.diagnosis.ServerEvidence.CERTIFICATE_NOT_YET_VALID;
import static io.github.rdpsweep.diagnosis.ServerEvidence.CLOCK_SKEWED;
import static io.github.rdpsweep.diagnosis.ServerEvidence.LEGACY_TLS_ONLY;
import static io.github.rdpsweep.diagnosis.ServerEvidence.OS_OUT_OF_SUPPORT;
import static io.github.rdpsweep.diagnosis.ServerEvidence.WEAK_CERTIFICATE;
import static io.github.rdpsweep.diagnosis.Verdict.ABSENT;
import static io.github.rdpsweep.diagnosis.Verdict.DEGRADED;
import static io.github.rdpsweep.diagnosis.Verdict.FAILING;
import static io.github.rdpsweep.diagnosis.Verdict.OK;
import static io.github.rdpsweep.diagnosis.Verdict.UNKNOWN;
import static io.github.rdpsweep.probe.Outcome.CANCELLED;
import static io.github.rdpsweep.probe.Outcome.CLOSED;
import static io.github.rdpsweep.probe.Outcome.DISCONNECTED;
import static io.github.rdpsweep.probe.Outcome.HUNG;
import static io.github.rdpsweep.probe.Outcome.IDENTITY_FAILED;
import static io.github.rdpsweep.probe.Outcome.MALFORMED;
import static io.github.rdpsweep.probe.Outcome.NEGOTIATION_REFUSED;
import static io.github.rdpsweep.probe.Outcome.NOT_RDP;
import static io.github.rdpsweep.probe.Outcome.NOT_SENT;
import static io.github.rdpsweep.probe.Outcome.NO_ROUTE;
import static io.github.rdpsweep.probe.Outcome.READY;
import static io.github.rdpsweep.probe.Outcome.REFUSED;
import static io.github.rdpsweep.probe.Outcome.RESET;
import static io.github.rdpsweep.probe.Outcome.SILENT;
import static io.github.rdpsweep.probe.Outcome.TLS_CLOSED;
import static io.github.rdpsweep.probe.Outcome.TLS_FAILED;
import static io.github.rdpsweep.probe.Outcome.TLS_HUNG;
import static io.github.rdpsweep.probe.Outcome.UNACKNOWLEDGED;
import static io.github.rdpsweep.probe.Outcome.UNREACHABLE;
import static io.github.rdpsweep.probe.Outcome.UNRESOLVED;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.rdp.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is said of a host, outcome by outcome. Of an outcome's rules the first one counts whose
 * evidence is shown; its last one asks for none.
 */
final class DiagnosisTable {

  private static final String FLIPS =
      "RDP answered some probes and turned others away, to and fro: consistent with a listener that"
          + " has too many connections pending; look for event 1006, and at"
          + " MaxOutstandingConnections.";

  private static final String ANSWERED_LATER =
      "RDP did not answer the first probe, and answered a later one: consistent with a service that"
          + " was starting, or a listener at its limit; look for event 1006, and sweep again"
          + " with a higher --repeat.";

  /*
   * How to read it, and to change it: a text says what was seen and what that is consistent with, and
   * never more; it is one sentence that says what to do. The cause is the family that the evidence
   * speaks for most; where it speaks for several alike, UNDETERMINED, and the neighbours must tell.
   *
   * A host that answered anything at all exists, and RDP on it either works or fails. An error of a
   * router (UNREACHABLE) is no answer of the host: who must be there is known from elsewhere.
   *
   * NO_ROUTE is the scanner's own trouble, since nothing was sent; it says that the network is at
   * fault, on this side of it.
   */
  static final List<Rule> RULES =
      List.of(
          // ---- before anything was sent
          rule(
              on(UNRESOLVED, EXPECTED),
              is(FAILING, UNDETERMINED),
              "The name was not found: look it up from here and from a client's segment; many such"
                  + " rows are consistent with trouble of the name server."),
          rule(on(UNRESOLVED), is(ABSENT, NONE), ""),
          rule(
              on(NO_ROUTE),
              is(UNKNOWN, NETWORK),
              "Nothing was sent, for this machine has no route to the address: add one, or sweep"
                  + " from where the users are."),
          rule(
              on(NOT_SENT),
              is(UNKNOWN, NONE),
              "Not known, for this machine itself was in trouble: where the detail column says that the"
                  + " scanner side was down, repair that and sweep again; else raise the limit that it"
                  + " names, or sweep with a lower --rate or --max-in-flight."),
          rule(
              on(CANCELLED),
              is(UNKNOWN, NONE),
              "The sweep was stopped before this probe was over: sweep again."),

          // ---- the SYN
          rule(
              on(SILENT, OTHER_PORT_ANSWERED),
              is(FAILING, FIREWALL),
              "The host answers on another port, and this one is silent: consistent with a firewall"
                  + " that drops the SYN, or a listener whose queue is full; sweep from the host's"
                  + " own segment to see which side of it drops."),
          rule(
              on(SILENT, EXPECTED, OTHER_PORTS_SILENT),
              is(FAILING, UNDETERMINED),
              "Silent on every port that was asked: consistent with a host that is off, or a path or"
                  + " firewall that drops everything; see whether its neighbours answer."),
          rule(
              on(SILENT, WORKED),
              is(FAILING, UNDETERMINED),
              "RDP worked in the baseline, and the host is silent now: see whether it is on, whether"
                  + " its neighbours answer, and what changed on the path since."),
          rule(
              on(SILENT, EXPECTED),
              is(FAILING, UNDETERMINED),
              "The host is expected and silent: see whether it is on, answers on another port, and"
                  + " whether its neighbours answer."),
          rule(on(SILENT), is(ABSENT, NONE), ""),
          rule(on(REFUSED, FLIPPING), is(FAILING, SERVICE), FLIPS),
          rule(on(REFUSED, UNSTEADY), is(FAILING, SERVICE), ANSWERED_LATER),
          rule(
              on(REFUSED, WORKED),
              is(FAILING, SERVICE),
              "RDP worked in the baseline, and the port is closed now: see on the host whether"
                  + " TermService runs and listens (qwinsta), and look for event 1006."),
          rule(
              on(REFUSED, EXPECTED),
              is(FAILING, SERVICE),
              "The port is closed: consistent with Remote Desktop disabled or its service stopped, or"
                  + " a firewall that rejects; see on the host whether TermService listens (qwinsta)."),
          rule(
              on(REFUSED),
              is(FAILING, SERVICE),
              "Something is there, and the port is closed: exclude it if it is not meant to serve RDP,"
                  + " else see on the host whether TermService listens (qwinsta)."),
          rule(
              on(UNREACHABLE, OTHER_PORT_ANSWERED),
              is(FAILING, FIREWALL),
              "The host answers on another port, and an ICMP error came for this one: consistent with a"
                  + " firewall that rejects; look for the rule on the path with rdpsweep trace HOST:PORT."),
          rule(
              on(UNREACHABLE, EXPECTED, NEIGHBOUR_NOT_FOUND),
              is(FAILING, UNDETERMINED),
              "Unreachable after seconds, as when the last router's neighbour discovery fails:"
                  + " consistent with a host that is off, unplugged or moved; see whether its"
                  + " neighbours answer."),
          rule(
              on(UNREACHABLE, EXPECTED),
              is(FAILING, NETWORK),
              "An ICMP error came at once: consistent with a missing route or a loop on the way, or a"
                  + " firewall that rejects; find who sends it with rdpsweep trace HOST:PORT."),
          rule(on(UNREACHABLE), is(ABSENT, NONE), ""),

          // ---- the Connection Request
          rule(on(HUNG, FLIPPING), is(FAILING, SERVICE), FLIPS),
          rule(on(HUNG, UNSTEADY), is(FAILING, SERVICE), ANSWERED_LATER),
          rule(
              on(HUNG, REQUEST_ACKNOWLEDGED),
              is(FAILING, SERVICE),
              "Connected, the request arrived, and no answer came: consistent with a listener that"
                  + " hangs or has too many connections pending, or a device that accepts for the"
                  + " host; try mstsc on the host itself, and look for event 1006."),
          rule(
              on(HUNG),
              is(FAILING, UNDETERMINED),
              "Connected, and no answer came; whether the request arrived was not measured: consistent"
                  + " with a listener that hangs, or a path that drops RDP; sweep with --transport"
                  + " epoll on Linux to tell."),
          rule(
              on(UNACKNOWLEDGED, UNSTEADY),
              is(FAILING, NETWORK),
              "The first request never arrived, and a later one did: consistent with heavy loss;"
                  + " measure the path with mtr -T -P PORT, and see which link is full."),
          rule(
              on(UNACKNOWLEDGED),
              is(FAILING, FIREWALL),
              "Connected, and the request never arrived: consistent with a device that drops what it"
                  + " recognises as RDP, or heavy loss; look for application rules on the path."),
          rule(on(CLOSED, FLIPPING), is(FAILING, SERVICE), FLIPS),
          rule(on(CLOSED, UNSTEADY), is(FAILING, SERVICE), ANSWERED_LATER),
          rule(
              on(CLOSED),
              is(FAILING, SERVICE),
              "The peer hung up before a whole reply: consistent with a listener at its limit or"
                  + " shutting down, or a proxy that accepts for the host; see on the host whether"
                  + " event 261 tells of the connection."),
          rule(on(RESET, FLIPPING), is(FAILING, SERVICE), FLIPS),
          rule(on(RESET, UNSTEADY), is(FAILING, SERVICE), ANSWERED_LATER),
          rule(
              on(RESET),
              is(FAILING, FIREWALL),
              "The connection was reset before a whole reply: consistent with a device that resets"
                  + " RDP, or a listener that crashes; compare the TTL of SYN-ACK and RST, or sweep"
                  + " from the host's own segment."),
          rule(
              on(NOT_RDP),
              is(FAILING, SERVICE),
              "Something else than RDP answers on the port: see who owns it, or correct the target's"
                  + " port."),
          rule(
              on(MALFORMED),
              is(FAILING, SERVICE),
              "The answer breaks the protocol's rules: consistent with another service on TPKT, a"
                  + " defective RDP server, or a device that alters it; compare with the answer on the"
                  + " host's own segment."),
          rule(
              on(DISCONNECTED),
              is(FAILING, COMPATIBILITY),
              "An RDP server ended the connection instead of confirming it: consistent with one that"
                  + " does not know what was offered; offer each protocol by itself (nmap --script"
                  + " rdp-enum-encryption)."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.SSL_REQUIRED_BY_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it insists on TLS: have clients offer it, or relax the server's"
                  + " security layer, and see that the offer reaches it unchanged."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.SSL_NOT_ALLOWED_BY_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it allows standard RDP security only: set its security layer to"
                  + " negotiate or TLS."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.SSL_CERT_NOT_ON_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it has no usable certificate: see its listener's certificate and"
                  + " private key, and restart TermService."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.INCONSISTENT_FLAGS)),
              is(FAILING, FIREWALL),
              "This answers a request inside TLS, and ours was in clear text: consistent with a proxy or an"
                  + " inspecting firewall on the path; sweep from the host's own segment."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.HYBRID_REQUIRED_BY_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it insists on network level authentication: use clients that support"
                  + " it, and see that the offer reaches it unchanged."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it insists on a client's certificate: consistent with a gateway; give"
                  + " clients their certificates, or find out what listens there."),
          rule(
              on(NEGOTIATION_REFUSED, failure(FailureCode.ENTRA_AUTH_REQUIRED_BY_SERVER)),
              is(FAILING, COMPATIBILITY),
              "The server says that it insists on Microsoft Entra sign-in, which this sweep does not offer:"
                  + " connect with a web account; nothing else is shown to be wrong."),
          rule(
              on(NEGOTIATION_REFUSED, anyFailure()),
              is(FAILING, COMPATIBILITY),
              "An RDP server declined with a code that is not published: see what listens there, and"
                  + " whether a newer version of it tells more."),
          rule(
              on(NEGOTIATION_REFUSED),
              is(FAILING, COMPATIBILITY),
              "An RDP server selected what was not offered: consistent with a server without a usable"
                  + " certificate, or one that ignores the offer; see its log and its certificate."),

          // ---- the handshake of the selected TLS
          rule(
              on(TLS_FAILED),
              is(FAILING, COMPATIBILITY),
              "The server selected TLS, and its handshake failed: consistent with versions or ciphers"
                  + " that its policy turns down, or a certificate whose key it cannot use; look for"
                  + " Schannel events 36870 to 36888 in its System log."),
          rule(
              on(TLS_CLOSED),
              is(FAILING, COMPATIBILITY),
              "The server selected TLS, and the connection ended in its handshake: consistent with"
                  + " versions or ciphers that it turns down without a word, or a device that resets TLS;"
                  + " look for Schannel events 36870 to 36888, and sweep from the host's own segment."),
          rule(
              on(TLS_HUNG, NOT_ACKNOWLEDGED),
              is(FAILING, FIREWALL),
              "TLS was selected, and the ClientHello never arrived: consistent with a device that drops"
                  + " TLS on this port; look for inspection rules on the path."),
          rule(
              on(TLS_HUNG),
              is(FAILING, UNDETERMINED),
              "TLS was selected, and its handshake stopped: consistent with a path that drops large"
                  + " packets, of which the certificate is the first, or a host whose LSASS hangs; try ping"
                  + " -M do -s 1372, and mstsc from the host's own segment."),

          // ---- it works; the worst first
          rule(on(READY, FLIPPING), is(DEGRADED, SERVICE), FLIPS),
          rule(
              on(READY, UNSTEADY),
              is(DEGRADED, UNDETERMINED),
              "RDP answered the first probe, and not all later ones: consistent with a service or a"
                  + " path that goes up and down; see the detail column, and sweep again with a higher"
                  + " --repeat."),

          // ---- then what keeps some clients out already
          rule(
              on(READY, CERTIFICATE_EXPIRED),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers with a certificate that is expired: clients warn or refuse (0x1b07); renew"
                  + " it, or delete a self-signed one and restart TermService, which makes a new one."),
          rule(
              on(READY, CERTIFICATE_NOT_YET_VALID),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers with a certificate that is not yet valid: consistent with a clock that is off,"
                  + " there or here, or was when it was made; compare clocks (w32tm /stripchart)."),
          rule(
              on(READY, CLOCK_SKEWED),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers, and the host's clock is more than 5 min off ours: Kerberos logons fail then;"
                  + " see its time source (w32tm /query /status), or this machine's if many hosts are."),

          // ---- the path, and the server's pace
          rule(
              on(READY, SLOW_ROUND_TRIP),
              is(DEGRADED, NETWORK),
              "RDP answers over a long round trip: compare with the other hosts of its segment, and"
                  + " look for a detour or a full link."),
          rule(
              on(READY, LOSSY),
              is(DEGRADED, NETWORK),
              "RDP answers, and packets had to be sent again: consistent with a lossy or overloaded path;"
                  + " compare with the other hosts of its segment, and measure with mtr -T -P PORT."),
          rule(
              on(READY, JITTERY),
              is(DEGRADED, NETWORK),
              "RDP answers, and round trips differ much from one to the next: consistent with a link"
                  + " that is full at times, or a bad radio link; compare with the other hosts of its"
                  + " segment, and look at its queues."),
          rule(
              on(READY, SLOW_REPLY),
              is(DEGRADED, SERVICE),
              "RDP answers late, though the path is quick: consistent with a busy host or listener, or"
                  + " an inspecting device; look at the host's load, and for event 1006."),
          rule(
              on(READY, STANDARD_SECURITY_ONLY),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers with standard RDP security only, though TLS was offered: clients that insist"
                  + " on TLS or network level authentication cannot connect; set the server's security"
                  + " layer, or plan its update."),
          rule(
              on(READY, LEGACY_TLS_ONLY),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers with TLS 1.1 or older, though newer was offered: clients whose policy asks for"
                  + " TLS 1.2 cannot connect; enable it in Schannel (Windows 7 and 2008 R2: KB 3080079)."),
          rule(
              on(READY, WEAK_CERTIFICATE),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers with a certificate whose key is short or whose signature is by SHA-1 or MD5:"
                  + " strict clients refuse it; give the listener a certificate of 2048 bits with SHA-256."),
          rule(
              on(READY, OS_OUT_OF_SUPPORT),
              is(DEGRADED, COMPATIBILITY),
              "RDP answers, and the build that the host claims gets no updates any more: plan its update;"
                  + " if it is no Windows, its library claims that build."),
          rule(
              on(READY, CONNECTED_ONLY),
              is(OK, NONE),
              "An open port shows no RDP server yet: sweep at --depth negotiate to see one."),
          rule(on(READY), is(OK, NONE), ""));

  private DiagnosisTable() {}

  /**
   * An outcome's rules in their order. A host that did not tell who it is works: what is said of
   * such hosts goes for it, and how to learn the rest.
   */
  static List<Rule> rulesOf(Outcome outcome) {
    if (outcome == IDENTITY_FAILED) {
      List<Rule> rules = new ArrayList<>(rulesOf(READY));
      rules.set(
          rules.size() - 1,
          rule(
              on(IDENTITY_FAILED),
              is(OK, NONE),
              "RDP and TLS work; who the host is could not be read, which clients need not care for:"
                  + " see the detail."));
      return rules;
    }
    return RULES.stream().filter(rule -> rule.outcome() == outcome).toList();
  }

  private static Rule rule(Condition condition, Conclusion conclusion, String advice) {
    return new Rule(
        condition.outcome(),
        condition.evidence(),
        new Diagnosis(conclusion.verdict(), conclusion.cause(), advice));
  }

  private static Condition on(Outcome outcome, Evidence... evidence) {
    return new Condition(outcome, Arrays.stream(evidence).reduce(Evidence::and).orElse(ANY));
  }

  private static Conclusion is(Verdict verdict, Cause cause) {
    return new Conclusion(verdict, cause);
  }

  /** The left side of a rule. */
  private record Condition(Outcome outcome, Evidence evidence) {}

  /** The right side of a rule. */
  private record Conclusion(Verdict verdict, Cause cause) {}
}
