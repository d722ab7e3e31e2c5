package io.github.rdpsweep.engine;

import java.util.Locale;

/** How a finished connection is left. */
public enum LeaveMode {
  /** By a reset: nothing stays behind in TIME_WAIT, and sockets can be reused. */
  RST,
  /**
   * By an orderly close, for networks whose guards dislike resets; a fresh socket for every host.
   */
  FIN;

  /** The word used in options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
