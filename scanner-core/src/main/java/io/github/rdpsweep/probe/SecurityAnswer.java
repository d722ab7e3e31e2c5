package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.Objects;

/**
 * What a server answered to one offer.
 *
 * @param offered the offer
 * @param negotiation the answer; {@link Negotiation#UNANSWERED} where none came
 */
public record SecurityAnswer(SecurityProtocol offered, Negotiation negotiation) {

  public SecurityAnswer {
    Objects.requireNonNull(offered);
    Objects.requireNonNull(negotiation);
  }

  /** Whether the server accepted the offer: xrdp answers others with what was not offered. */
  public boolean isAccepted() {
    if (negotiation instanceof Negotiation.Response response) {
      return offered.equals(SecurityProtocol.RDP)
          ? response.selectedProtocol().equals(SecurityProtocol.RDP)
          : !response.selectedProtocol().equals(SecurityProtocol.RDP)
              && offered.contains(response.selectedProtocol());
    }
    return negotiation instanceof Negotiation.Absent && offered.equals(SecurityProtocol.RDP);
  }
}
