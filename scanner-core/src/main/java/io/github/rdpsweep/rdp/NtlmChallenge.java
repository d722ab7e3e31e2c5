package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * CHALLENGE_MESSAGE, [MS-NLMP] 2.2.1.2: what a server tells of itself before anyone logs on. All of
 * it is claimed, nothing proven; names that it does not tell are empty.
 *
 * @param targetName TargetName: the domain, or the computer if it is in none
 * @param version VERSION, where the server says that there is one and it is not zero
 * @param computerName MsvAvNbComputerName
 * @param domain MsvAvNbDomainName
 * @param dnsComputerName MsvAvDnsComputerName
 * @param dnsDomain MsvAvDnsDomainName
 * @param dnsForest MsvAvDnsTreeName
 * @param serverTime MsvAvTimestamp, the server's clock when it answered
 */
public record NtlmChallenge(
    String targetName,
    Optional<NtlmVersion> version,
    String computerName,
    String domain,
    String dnsComputerName,
    String dnsDomain,
    String dnsForest,
    Optional<Instant> serverTime) {

  public NtlmChallenge {
    Objects.requireNonNull(targetName);
    Objects.requireNonNull(version);
    Objects.requireNonNull(computerName);
    Objects.requireNonNull(domain);
    Objects.requireNonNull(dnsComputerName);
    Objects.requireNonNull(dnsDomain);
    Objects.requireNonNull(dnsForest);
    Objects.requireNonNull(serverTime);
  }

  /**
   * How far the server's clock is ahead of ours; negative if it is behind. The server reads its
   * clock as it answers, so half a round trip has passed when the answer is here.
   *
   * @param receivedAt our clock when the answer was here
   * @param roundTrip between us and the server, without its thinking where that is known
   */
  public Optional<Duration> clockSkew(Instant receivedAt, Duration roundTrip) {
    return serverTime.map(time -> Duration.between(receivedAt.minus(roundTrip.dividedBy(2)), time));
  }

  /** Appends the message to a buffer, as a server would send it; its challenge is zero. */
  public void encode(ByteBuf out) {
    NtlmChallengeCodec.encode(this, out);
  }
}
