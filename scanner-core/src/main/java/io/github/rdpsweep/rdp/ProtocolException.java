package io.github.rdpsweep.rdp;

/** Bytes that cannot be the message that is due; the message names offset and value. */
public final class ProtocolException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How far from the protocol the bytes are. */
  public enum Kind {
    /** Not even a TPKT header: something else is listening. */
    NOT_TPKT,
    /** A TPKT packet that breaks its own rules. */
    MALFORMED
  }

  private final Kind kind;

  ProtocolException(Kind kind, String message) {
    super(message, null, false, false); // hostile peers throw many: no stack trace
    this.kind = kind;
  }

  static ProtocolException malformed(String message) {
    return new ProtocolException(Kind.MALFORMED, message);
  }

  public Kind kind() {
    return kind;
  }
}
