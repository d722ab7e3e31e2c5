package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.netty.buffer.ByteBuf;
import java.util.EnumMap;
import java.util.Map;

/**
 * A host's side of a connection as data: on what cue it speaks, what it says, how slowly, and how
 * it ends the connection.
 *
 * @param cue what it waits for
 * @param reply what it says then
 * @param delayMillis how long it takes to think first
 * @param dripMillis pause after each byte; 0 sends the reply whole
 * @param ending what follows the reply
 */
record Script(Cue cue, Reply reply, int delayMillis, int dripMillis, Ending ending) {

  /** What a host waits for. */
  enum Cue {
    /** The connection itself. */
    CONNECTION,
    /** Any bytes. */
    BYTES,
    /** A whole Connection Request. */
    REQUEST,
    /** Nothing: it does not even read. */
    NONE
  }

  /** What a host does after its reply. */
  enum Ending {
    /** Keeps the connection, reads on and says nothing more. */
    STAY,
    /** Ends its side and reads on; to close with bytes unread would be a reset. */
    FIN,
    /** Aborts the connection. */
    RST
  }

  private static final Reply ENFORCED_NLA =
      Reply.selecting(
          SecurityProtocol.HYBRID, always(failure(FailureCode.HYBRID_REQUIRED_BY_SERVER)));

  private static final Reply ENFORCED_TLS =
      Reply.selecting(SecurityProtocol.SSL, always(failure(FailureCode.SSL_REQUIRED_BY_SERVER)));

  /** The first bytes of a confirm: a TPKT header and not all of X.224's. */
  private static final ByteBuf HALF_CONFIRM = ServerMessage.confirm().slice(0, 7);

  /** Each written once: a fleet plays the same script on hundreds of hosts. */
  private static final Map<Behaviour, Script> SCRIPTS = new EnumMap<>(Behaviour.class);

  static {
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour.accepts()) {
        SCRIPTS.put(behaviour, written(behaviour));
      }
    }
  }

  /**
   * The script of a behaviour.
   *
   * @throws IllegalArgumentException if such a host does not {@linkplain Behaviour#accepts accept}
   */
  static Script of(Behaviour behaviour) {
    Script script = SCRIPTS.get(behaviour);
    if (script == null) {
      throw new IllegalArgumentException(behaviour.label() + ": takes no connections");
    }
    return script;
  }

  private static Script written(Behaviour behaviour) {
    return switch (behaviour.base()) {
      case NLA -> answering(ENFORCED_NLA);
      case NLA_EX -> answering(Reply.selecting(SecurityProtocol.HYBRID_EX, ENFORCED_NLA));
      case TLS -> answering(ENFORCED_TLS);
      case RDP -> answering(ServerMessage.response(SecurityProtocol.RDP, ServerMessage.XRDP_FLAGS));
      case OLD -> answering(ServerMessage.confirm());
      case DELAY -> answering(ENFORCED_NLA).after(200);
      case DRIP -> answering(ENFORCED_NLA).dripping(20);

      case FAIL_1 -> answering(failure(FailureCode.SSL_REQUIRED_BY_SERVER));
      case FAIL_2 -> answering(failure(FailureCode.SSL_NOT_ALLOWED_BY_SERVER));
      case FAIL_3 -> answering(failure(FailureCode.SSL_CERT_NOT_ON_SERVER));
      case FAIL_4 -> answering(failure(FailureCode.INCONSISTENT_FLAGS));
      case FAIL_5 -> answering(failure(FailureCode.HYBRID_REQUIRED_BY_SERVER));
      case FAIL_6 -> answering(failure(FailureCode.SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER));
      case FAIL_7 -> answering(failure(FailureCode.ENTRA_AUTH_REQUIRED_BY_SERVER));
      case FAIL_99 -> answering(failure(new FailureCode(99)));
      case UNASKED ->
          answering(ServerMessage.response(SecurityProtocol.RDSTLS, ServerMessage.WINDOWS_FLAGS));
      case DISCONNECT -> answering(ServerMessage.DISCONNECT_ULTIMATUM).then(Ending.FIN);

      case HUNG -> on(Cue.BYTES, Reply.NOTHING);
      case TARPIT -> on(Cue.NONE, Reply.NOTHING);
      case HALF -> answering(HALF_CONFIRM);
      case DRIP_FOREVER -> answering(ServerMessage.endlessConfirm()).dripping(300);

      case CLOSE -> on(Cue.CONNECTION, Reply.NOTHING).then(Ending.FIN);
      case CLOSECR -> answering(Reply.NOTHING).then(Ending.FIN);
      case HALFCLOSE -> answering(HALF_CONFIRM).then(Ending.FIN);
      case RESET -> on(Cue.CONNECTION, Reply.NOTHING).then(Ending.RST);
      case RESETCR -> answering(Reply.NOTHING).then(Ending.RST);

      case SSH ->
          on(Cue.CONNECTION, always(ServerMessage.ascii("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")));
      case HTTP ->
          on(
                  Cue.BYTES,
                  always(
                      ServerMessage.ascii("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")))
              .then(Ending.FIN);
      case GARBAGE ->
          answering(ServerMessage.bytes(0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf));
      case MALFORMED -> answering(ServerMessage.negotiation(0x09, 0, 0));
      case MALFORMED_LENGTH -> answering(ServerMessage.bytes(0x03, 0x00, 0x00, 0x06, 0x01, 0xd0));
      case MALFORMED_TPDU -> // X.224 ER: destination reference, cause 0
          answering(
              ServerMessage.bytes(
                  0x03, 0x00, 0x00, 0x0b, 0x06, 0x70, 0x00, 0x00, 0x00, 0xc1, 0x00));

      default -> throw new AssertionError(behaviour);
    };
  }

  private static Script answering(Reply reply) {
    return on(Cue.REQUEST, reply);
  }

  private static Script answering(ByteBuf message) {
    return answering(always(message));
  }

  private static Script on(Cue cue, Reply reply) {
    return new Script(cue, reply, 0, 0, Ending.STAY);
  }

  private Script after(int millis) {
    return new Script(cue, reply, millis, dripMillis, ending);
  }

  private Script dripping(int millis) {
    return new Script(cue, reply, delayMillis, millis, ending);
  }

  private Script then(Ending next) {
    return new Script(cue, reply, delayMillis, dripMillis, next);
  }

  private static Reply always(ByteBuf message) {
    return Reply.always(message);
  }

  private static ByteBuf failure(FailureCode code) {
    return ServerMessage.failure(code);
  }
}
