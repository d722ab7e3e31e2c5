package io.github.rdpsweep.rdp;

/** What the server said about security in its Connection Confirm. */
public sealed interface Negotiation {

  /** {@link Absent}, of which there is only one. */
  Negotiation ABSENT = new Absent();

  /** {@link Unanswered}, of which there is only one. */
  Negotiation UNANSWERED = new Unanswered();

  /**
   * RDP_NEG_RSP, [MS-RDPBCGR] 2.2.1.2.1: the server picked a protocol.
   *
   * @param selectedProtocol what it picked; not necessarily something that was offered
   * @param flags the flags byte, 0 to 255
   */
  record Response(SecurityProtocol selectedProtocol, int flags) implements Negotiation {}

  /**
   * RDP_NEG_FAILURE, [MS-RDPBCGR] 2.2.1.2.2: an RDP server, but no offer suits it.
   *
   * @param failureCode why
   */
  record Failure(FailureCode failureCode) implements Negotiation {}

  /** A confirm from before negotiation existed; not the same as selecting PROTOCOL_RDP. */
  record Absent() implements Negotiation {}

  /** No confirm came. */
  record Unanswered() implements Negotiation {}
}
