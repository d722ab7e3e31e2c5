package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.Liveness;

/** What a host's other ports showed, those that are asked only to see whether it lives. */
public enum OtherPorts {
  /** None was asked. */
  NOT_ASKED,
  /** Asked, and none answered. */
  SILENT,
  /** One answered, by a SYN-ACK or a reset. */
  ANSWERED;

  static OtherPorts of(Liveness liveness) {
    if (liveness.isShown()) {
      return ANSWERED;
    }
    return liveness.tried() > 0 ? SILENT : NOT_ASKED;
  }
}
