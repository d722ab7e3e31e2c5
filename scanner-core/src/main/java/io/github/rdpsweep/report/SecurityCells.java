package io.github.rdpsweep.report;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SecurityAnswer;
import io.github.rdpsweep.probe.SecurityFacts;
import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.ArrayList;
import java.util.List;

/** The cells of {@code --security}; empty where it was not asked for, or did not get that far. */
final class SecurityCells {

  private static final List<String> NOTHING = List.of("", "", "");

  private SecurityCells() {}

  /** {@code accepted_protocols}, {@code legacy_rdp}, {@code rdp_encryption}. */
  static List<String> of(ProbeResult row, SecurityProtocol offered) {
    SecurityFacts security = row.supplement().security();
    if (!security.complete()) {
      return NOTHING;
    }
    return List.of(
        accepted(answers(row, offered)),
        legacyRdp(row, offered),
        security.standard().map(SecurityCells::encryption).orElse(""));
  }

  /** Whether the server accepts standard RDP security: yes, no, or empty where nothing tells. */
  static String legacyRdp(ProbeResult row, SecurityProtocol offered) {
    return legacy(answers(row, offered));
  }

  /** The answer to the sweep's own offer, and those to further ones. */
  private static List<SecurityAnswer> answers(ProbeResult row, SecurityProtocol offered) {
    List<SecurityAnswer> answers = new ArrayList<>();
    answers.add(new SecurityAnswer(offered, row.negotiation()));
    answers.addAll(row.supplement().security().answers());
    return answers;
  }

  /** What the server selected out of what it was offered, each once, in the order of the offers. */
  private static String accepted(List<SecurityAnswer> answers) {
    List<String> names = new ArrayList<>();
    for (SecurityAnswer answer : answers) {
      String name = selected(answer.negotiation());
      if ((answer.isAccepted() || isLegacyPreferred(answer)) && !names.contains(name)) {
        names.add(name);
      }
    }
    return String.join(" ", names);
  }

  private static String legacy(List<SecurityAnswer> answers) {
    for (SecurityAnswer answer : answers) {
      boolean asked = answer.offered().equals(SecurityProtocol.RDP);
      if (isLegacyPreferred(answer) || (asked && answer.isAccepted())) {
        return "yes";
      }
      if (asked && answer.negotiation() instanceof Negotiation.Failure) {
        return "no";
      }
    }
    return "";
  }

  /**
   * Whether the server selected standard RDP security though it was offered both TLS and CredSSP:
   * then it means that, while in answer to a narrow offer it is how xrdp says no.
   */
  private static boolean isLegacyPreferred(SecurityAnswer answer) {
    return answer.offered().contains(SecurityProtocol.HYBRID)
        && answer.offered().contains(SecurityProtocol.SSL)
        && selected(answer.negotiation()).equals("RDP");
  }

  private static String selected(Negotiation negotiation) {
    if (negotiation instanceof Negotiation.Response response) {
      return response.selectedProtocol().toString();
    }
    return negotiation instanceof Negotiation.Absent ? "RDP" : "";
  }

  private static String encryption(ServerSecurity security) {
    return security.level() + " " + security.method();
  }
}
