package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.NtlmChallenge;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a server says that it is, in the first leg of CredSSP. All of it is claimed, nothing proven.
 *
 * @param credSspVersion the newest version of CredSSP that it supports
 * @param challenge names, build and clock
 * @param clockSkew how far its clock is ahead of ours, where it told its time
 */
public record ServerIdentity(
    int credSspVersion, NtlmChallenge challenge, Optional<Duration> clockSkew) {

  public ServerIdentity {
    Objects.requireNonNull(challenge);
    Objects.requireNonNull(clockSkew);
  }
}
