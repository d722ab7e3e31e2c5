package io.github.rdpsweep.probe;

import java.util.Locale;

/**
 * How a probe ended: a fact about the exchange, and no judgement of the host. Every probed target
 * ends in exactly one.
 */
public enum Outcome {
  /** The name was not found. */
  UNRESOLVED(Stage.BEFORE),
  /** This machine has no route to the address. */
  NO_ROUTE(Stage.BEFORE),
  /** The scanner ran out of something, after its own retries; says nothing about the host. */
  NOT_SENT(Stage.BEFORE),
  /** The sweep was stopped before the exchange was over. */
  CANCELLED(Stage.BEFORE),

  /** No answer to any SYN in time. */
  SILENT(Stage.CONNECT),
  /** A reset, or an ICMP port unreachable, answered the SYN. */
  REFUSED(Stage.CONNECT),
  /** An ICMP error, or the next hop's failed neighbour discovery, answered the SYN. */
  UNREACHABLE(Stage.CONNECT),

  /** The peer's TCP acknowledged the request, and nothing came back in time. */
  HUNG(Stage.NEGOTIATE),
  /** Connected, but the request was never acknowledged: the path swallowed it. */
  UNACKNOWLEDGED(Stage.NEGOTIATE),
  /** The peer closed the connection (FIN) before a whole reply. */
  CLOSED(Stage.NEGOTIATE),
  /** The connection was reset before a whole reply. */
  RESET(Stage.NEGOTIATE),
  /** Something that does not speak TPKT answered. */
  NOT_RDP(Stage.NEGOTIATE),
  /** A TPKT packet that breaks the protocol's rules. */
  MALFORMED(Stage.NEGOTIATE),
  /**
   * An MCS Disconnect Provider Ultimatum, or an X.224 Disconnect Request, came instead; or the
   * former where the handshake of the selected TLS was due.
   */
  DISCONNECTED(Stage.NEGOTIATE),
  /** The server declined all offered protocols, or selected one that was not offered. */
  NEGOTIATION_REFUSED(Stage.NEGOTIATE),

  /** The TLS handshake ended by an alert, or by something that breaks its rules. */
  TLS_FAILED(Stage.TLS),
  /** TLS was selected, and its handshake not finished in time. */
  TLS_HUNG(Stage.TLS),
  /** The connection was closed or reset during the handshake. */
  TLS_CLOSED(Stage.TLS),

  /** The server did not tell who it is; everything before that succeeded. */
  IDENTITY_FAILED(Stage.IDENTITY),

  /** Every stage asked for succeeded. */
  READY(Stage.DONE);

  private final Stage stage;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Outcome(Stage stage) {
    this.stage = stage;
  }

  /** The stage in which a probe ends like this. */
  public Stage stage() {
    return stage;
  }

  /** The word used in CSV, help and documentation; stable. */
  public String label() {
    return label;
  }

  /** Whether this outcome shows that packets of someone else came back. */
  public boolean isAnswer() {
    return switch (this) {
      case REFUSED, UNREACHABLE, HUNG, UNACKNOWLEDGED, CLOSED, RESET, NOT_RDP, MALFORMED -> true;
      case DISCONNECTED, NEGOTIATION_REFUSED, READY -> true;
      case TLS_FAILED, TLS_HUNG, TLS_CLOSED, IDENTITY_FAILED -> true;
      case UNRESOLVED, NO_ROUTE, NOT_SENT, CANCELLED, SILENT -> false;
    };
  }

  /** Whether the host itself spoke: a router that says UNREACHABLE proves nobody behind it. */
  public boolean isFromHost() {
    return isAnswer() && this != UNREACHABLE;
  }
}
