package io.github.rdpsweep.tls;

import java.util.Locale;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;

/** Why a handshake or its connection is over; the message is for people. */
public final class TlsFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private TlsFailure(String message) {
    super(message, null, false, false); // peers cause many: no stack trace
  }

  /** The peer ended it by an alert, [RFC 8446] 6. */
  static TlsFailure alertReceived(short level, short description) {
    String warning = level == AlertLevel.warning ? "warning " : "";
    return new TlsFailure(
        "%salert %s (%d)".formatted(warning, name(description), Short.toUnsignedInt(description)));
  }

  /** What the peer sent cannot be accepted, for the reason that an alert of ours would give. */
  static TlsFailure refused(short description, String reason) {
    String why = reason == null || reason.isBlank() ? "" : ": " + reason;
    return new TlsFailure("refused as " + name(description) + why);
  }

  /** What the peer sent is more, or something else, than can be borne. */
  static TlsFailure because(String reason) {
    return new TlsFailure(reason);
  }

  private static String name(short description) {
    return AlertDescription.getName(description).toLowerCase(Locale.ROOT);
  }
}
