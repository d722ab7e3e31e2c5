package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What further offers showed of a server's security.
 *
 * @param answers to each of them, in their order
 * @param standard how it encrypts standard RDP security; empty where it was not asked or did not
 *     say
 * @param complete whether all offers were made that could tell more
 */
public record SecurityFacts(
    List<SecurityAnswer> answers, Optional<ServerSecurity> standard, boolean complete) {

  /** There were none. */
  public static final SecurityFacts NONE = new SecurityFacts(List.of(), Optional.empty(), false);

  public SecurityFacts {
    answers = List.copyOf(answers);
    Objects.requireNonNull(standard);
  }

  /** The answer to an offer, if it was made. */
  public Optional<SecurityAnswer> to(SecurityProtocol offered) {
    return answers.stream().filter(answer -> answer.offered().equals(offered)).findFirst();
  }

  /** The same with one more answer. */
  SecurityFacts and(SecurityAnswer answer, Optional<ServerSecurity> told) {
    List<SecurityAnswer> more = new ArrayList<>(answers);
    more.add(answer);
    return new SecurityFacts(more, told.isPresent() ? told : standard, false);
  }

  /** The same, now that all offers were made. */
  SecurityFacts completed() {
    return new SecurityFacts(answers, standard, true);
  }
}
