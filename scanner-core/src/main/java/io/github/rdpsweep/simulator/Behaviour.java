package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import java.util.Locale;

/**
 * What a simulated host does to whoever connects, and the outcome that a probe with {@link
 * io.github.rdpsweep.rdp.ConnectionRequest#DEFAULT} must end in at each depth. Hosts that select
 * TLS or CredSSP go on to it, with a certificate such as Windows makes for itself.
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
  MALFORMED_TPDU(Outcome.MALFORMED),

  /** As {@link #TLS}, with a certificate that has expired. */
  CERT_EXPIRED(TLS, Outcome.READY),
  /** As {@link #TLS}, with a certificate that is not valid yet. */
  CERT_FUTURE(TLS, Outcome.READY),
  /** As {@link #TLS}, with an RSA key of 1024 bits, signed with SHA-1. */
  CERT_WEAK(TLS, Outcome.READY),
  /** As {@link #TLS}, with a key on an elliptic curve, and TLS 1.3. */
  CERT_EC(TLS, Outcome.READY),
  /** As {@link #TLS}, and speaks TLS 1.0 only. */
  TLS_1_0(TLS, Outcome.READY),
  /** Selects TLS, and answers the ClientHello with the alert handshake_failure. */
  TLS_ALERT(TLS, Outcome.TLS_FAILED),
  /** Selects TLS, and answers the ClientHello with bytes that are no TLS. */
  TLS_GARBAGE(TLS, Outcome.TLS_FAILED),
  /** Selects TLS, and does not answer the ClientHello. */
  TLS_HUNG(TLS, Outcome.TLS_HUNG),
  /** Selects TLS, sends the first half of its part of the handshake, and nothing more. */
  TLS_HALF(TLS, Outcome.TLS_HUNG),
  /** Selects TLS, and answers the ClientHello by FIN. */
  TLS_CLOSE(TLS, Outcome.TLS_CLOSED),
  /** Selects TLS, and answers the ClientHello by RST. */
  TLS_RESET(TLS, Outcome.TLS_CLOSED),
  /** Selects TLS, and disconnects in clear text where its handshake is due: xrdp with a bad key. */
  TLS_DISCONNECT(TLS, Outcome.DISCONNECTED),

  /** As {@link #NLA}, and tells of Windows Server 2008 R2, over TLS 1.0. */
  NLA_OLD(NLA, Outcome.READY),
  /** As {@link #NLA}, with a clock that is an hour fast. */
  NLA_FAST_CLOCK(NLA, Outcome.READY),
  /** As {@link #NLA}, and answers CredSSP with STATUS_NOT_SUPPORTED. */
  CREDSSP_ERROR(NLA, Outcome.READY, Outcome.IDENTITY_FAILED),
  /** As {@link #NLA}, and does not answer CredSSP. */
  CREDSSP_HUNG(NLA, Outcome.READY, Outcome.IDENTITY_FAILED),
  /** As {@link #NLA}, and answers CredSSP by FIN. */
  CREDSSP_CLOSE(NLA, Outcome.READY, Outcome.IDENTITY_FAILED),
  /** As {@link #NLA}, and answers CredSSP with bytes that are no TSRequest. */
  CREDSSP_GARBAGE(NLA, Outcome.READY, Outcome.IDENTITY_FAILED);

  private final Behaviour base;
  private final Outcome outcome;
  private final Outcome outcomeOfTls;
  private final Outcome outcomeOfIdentity;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** One that ends, or succeeds, in the same way at every depth from negotiate on. */
  Behaviour(Outcome outcome) {
    this.base = this;
    this.outcome = outcome;
    this.outcomeOfTls = outcome;
    this.outcomeOfIdentity = outcome;
  }

  /** One that is like another as far as negotiation goes. */
  Behaviour(Behaviour base, Outcome outcomeOfTls) {
    this(base, outcomeOfTls, outcomeOfTls);
  }

  Behaviour(Behaviour base, Outcome outcomeOfTls, Outcome outcomeOfIdentity) {
    this.base = base;
    this.outcome = base.outcome;
    this.outcomeOfTls = outcomeOfTls;
    this.outcomeOfIdentity = outcomeOfIdentity;
  }

  /** The behaviour that it cannot be told from by negotiation; itself, where that is all. */
  public Behaviour base() {
    return base;
  }

  /** How a probe of depth negotiate must end. */
  public Outcome outcome() {
    return outcome;
  }

  /** How a probe of a depth from negotiate on must end. */
  public Outcome outcome(Stage depth) {
    return switch (depth) {
      case NEGOTIATE -> outcome;
      case TLS -> outcomeOfTls;
      case IDENTITY -> outcomeOfIdentity;
      case BEFORE, CONNECT, DONE ->
          throw new IllegalArgumentException("depth " + depth.label() + ": negotiate to identity");
    };
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
