package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import java.util.Locale;

/**
 * What a simulated host does to whoever connects, and the outcome that a probe of depth {@code
 * negotiate} with {@link io.github.rdpsweep.rdp.ConnectionRequest#DEFAULT} must end in.
 */
public enum Behaviour {
  /** Selects CredSSP; without the offer of it fails with code 5, as an enforced NLA does. */
  NLA(Outcome.READY),
  /** As {@link #NLA}, but prefers CredSSP with early user authorization. */
  NLA_EX(Outcome.READY),
  /** Selects TLS; without the offer of it fails with code 1. */
  TLS(Outcome.READY),
  /** Selects standard RDP security, whatever was asked. */
  RDP(Outcome.READY),
  /** Confirms in 11 bytes, without negotiation data: Windows before 2003 SP1. */
  OLD(Outcome.READY),
  /** Selects CredSSP a fifth of a second late. */
  DELAY(Outcome.READY),
  /** Selects CredSSP, a byte each 20 ms. */
  DRIP(Outcome.READY),

  /** SSL_REQUIRED_BY_SERVER. */
  FAIL_1(Outcome.NEGOTIATION_REFUSED),
  /** SSL_NOT_ALLOWED_BY_SERVER. */
  FAIL_2(Outcome.NEGOTIATION_REFUSED),
  /** SSL_CERT_NOT_ON_SERVER. */
  FAIL_3(Outcome.NEGOTIATION_REFUSED),
  /** INCONSISTENT_FLAGS. */
  FAIL_4(Outcome.NEGOTIATION_REFUSED),
  /** HYBRID_REQUIRED_BY_SERVER. */
  FAIL_5(Outcome.NEGOTIATION_REFUSED),
  /** SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER. */
  FAIL_6(Outcome.NEGOTIATION_REFUSED),
  /** ENTRA_AUTH_REQUIRED_BY_SERVER. */
  FAIL_7(Outcome.NEGOTIATION_REFUSED),
  /** A failure code that no specification knows. */
  FAIL_99(Outcome.NEGOTIATION_REFUSED),
  /** Selects RDSTLS, which the request did not offer. */
  UNASKED(Outcome.NEGOTIATION_REFUSED),
  /** An MCS Disconnect Provider Ultimatum instead of a confirm, then FIN: xrdp giving up. */
  DISCONNECT(Outcome.DISCONNECTED),

  /** Nobody listens: a reset answers the SYN. */
  REFUSED(Outcome.REFUSED),
  /**
   * SYNs are dropped, since nobody empties the full accept queue. (The lab responder's {@code
   * silent} accepts and reads; here that is {@link #HUNG}.)
   */
  SILENT(Outcome.SILENT),

  /** Accepts, reads, never answers. */
  HUNG(Outcome.HUNG),
  /** Accepts and does not even read; hangs up on whoever stays for a minute. */
  TARPIT(Outcome.HUNG),
  /** The first 7 bytes of a confirm, then nothing more. */
  HALF(Outcome.HUNG),
  /** A byte each 300 ms of a confirm whose last byte never comes. */
  DRIP_FOREVER(Outcome.HUNG),

  /** FIN at once. */
  CLOSE(Outcome.CLOSED),
  /** FIN after the request. */
  CLOSECR(Outcome.CLOSED),
  /** The first 7 bytes of a confirm, then FIN. */
  HALFCLOSE(Outcome.CLOSED),
  /** RST at once. */
  RESET(Outcome.RESET),
  /** RST after the request. */
  RESETCR(Outcome.RESET),

  /** An SSH server's banner, at once. */
  SSH(Outcome.NOT_RDP),
  /** A web server's complaint about the request, then FIN. */
  HTTP(Outcome.NOT_RDP),
  /** Bytes that begin no protocol. */
  GARBAGE(Outcome.NOT_RDP),
  /** A confirm with a negotiation type that does not exist. */
  MALFORMED(Outcome.MALFORMED),
  /** A TPKT packet too short to hold a confirm. */
  MALFORMED_LENGTH(Outcome.MALFORMED),
  /** A TPKT packet that holds an X.224 Error instead of a confirm. */
  MALFORMED_TPDU(Outcome.MALFORMED);

  private final Outcome outcome;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Behaviour(Outcome outcome) {
    this.outcome = outcome;
  }

  /** How a probe must end. */
  public Outcome outcome() {
    return outcome;
  }

  /** The behaviour's name, as in {@code fail-5}. */
  public String label() {
    return label;
  }

  /** Whether such a host takes connections at all. */
  public boolean accepts() {
    return this != REFUSED && this != SILENT;
  }
}
