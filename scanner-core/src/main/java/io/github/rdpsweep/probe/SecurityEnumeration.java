package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server that negotiates again, with weaker offers: TLS alone, which a server that insists
 * on network level authentication refuses, and standard RDP security alone, which shows whether
 * that is still allowed. Offers whose answer is known already are not made.
 */
/*
 * What is known already: a server that selected less than it was offered has nothing better. So one
 * that selected TLS out of all needs no offer of TLS alone, and one that selected standard RDP
 * security needs no further offer at all.
 */
public final class SecurityEnumeration implements FollowUpPolicy {

  /** Between two connections to a host: servers count connections that are not finished. */
  public static final Duration SPACING = Duration.ofSeconds(1);

  private final List<SecurityProtocol> others;
  private final boolean encryption;
  private final int trafficClass;

  /**
   * Creates a policy.
   *
   * @param others protocols that are offered alone as well, such as RDSTLS
   * @param encryption whether to ask how standard RDP security encrypts
   * @param trafficClass see {@link ProbeSettings}
   */
  public SecurityEnumeration(List<SecurityProtocol> others, boolean encryption, int trafficClass) {
    this.others = List.copyOf(others);
    this.encryption = encryption;
    this.trafficClass = trafficClass;
  }

  @Override
  public RowStep next(ProbeResult row, HostSeen host) {
    SecurityFacts known = row.supplement().security();
    for (SecurityProtocol offer : offers(row)) {
      if (known.to(offer).isEmpty()) {
        return new FollowUp(
            row.target().endpoint().getPort(),
            settings(offer),
            SPACING,
            (before, result) -> fold(before, result, offer));
      }
    }
    return new RowStep.Complete(
        speaksRdp(row) ? row.with(row.supplement().with(known.completed())) : row);
  }

  @Override
  public int mostAtAnsweringTarget() {
    return 2 + others.size(); // TLS, standard RDP security, and the others
  }

  private ProbeSettings settings(SecurityProtocol offer) {
    return new ProbeSettings(
        Stage.NEGOTIATE,
        new ConnectionRequest(offer),
        trafficClass,
        encryption && offer.equals(SecurityProtocol.RDP));
  }

  private static ProbeResult fold(ProbeResult row, ProbeResult result, SecurityProtocol offer) {
    SecurityFacts more =
        row.supplement()
            .security()
            .and(
                new SecurityAnswer(offer, result.negotiation()),
                result.server().standardSecurity());
    return row.with(row.supplement().with(more));
  }

  private List<SecurityProtocol> offers(ProbeResult row) {
    List<SecurityProtocol> offers = new ArrayList<>();
    if (!speaksRdp(row)) {
      return offers;
    }
    Optional<SecurityProtocol> selected = selected(row.negotiation());
    boolean standardOnly =
        row.negotiation() instanceof Negotiation.Absent
            || selected.equals(Optional.of(SecurityProtocol.RDP));
    if (!standardOnly && !selected.equals(Optional.of(SecurityProtocol.SSL))) {
      offers.add(SecurityProtocol.SSL);
    }
    if (!standardOnly || encryption) {
      offers.add(SecurityProtocol.RDP);
    }
    if (!(row.negotiation() instanceof Negotiation.Absent)) {
      offers.addAll(others);
    }
    return offers;
  }

  private static boolean speaksRdp(ProbeResult row) {
    return row.outcome() == Outcome.DISCONNECTED
        || !(row.negotiation() instanceof Negotiation.Unanswered);
  }

  private static Optional<SecurityProtocol> selected(Negotiation negotiation) {
    return negotiation instanceof Negotiation.Response response
        ? Optional.of(response.selectedProtocol())
        : Optional.empty();
  }
}
