package io.github.rdpsweep.rdp;

/** The first message of a server, in answer to a {@link ConnectionRequest}. */
public sealed interface ServerReply {

  /**
   * X.224 Connection Confirm, [MS-RDPBCGR] 2.2.1.2.
   *
   * @param negotiation its negotiation data
   */
  record ConnectionConfirm(Negotiation negotiation) implements ServerReply {}

  /**
   * MCS Disconnect Provider Ultimatum, [T.125] section 7: an RDP server that gives up without a
   * confirm.
   *
   * @param reason 0 domain-disconnected, 1 provider-initiated, 2 token-purged, 3 user-requested, 4
   *     channel-purged
   */
  record DisconnectUltimatum(int reason) implements ServerReply {}
}
