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

  /**
   * X.224 Disconnect Request, [X.224] 13.5: how a transport server refuses a connection. Rare among
   * RDP servers, and said by other services on TPKT as well.
   *
   * @param reason 0 not specified, 1 congestion, 2 session not attached, 3 address unknown, 128 and
   *     above in more detail
   */
  record DisconnectRequest(int reason) implements ServerReply {}
}
