package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.ControlProbe;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the control before a sweep: nothing is worth sweeping that cannot be told from our trouble.
 */
final class ControlCheck {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private ControlCheck() {}

  /**
   * Returns when the control answers.
   *
   * @throws IOException if it does not
   */
  static void pass(ControlProbe control) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Optional<String> failure = control.ask();
    while (failure.isPresent() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS); // a packet was lost, or a link came up just now
      failure = control.ask();
    }
    if (failure.isPresent()) {
      throw new IOException(
          control.name()
              + ": "
              + failure.get()
              + "; the scanner's own side of the network is down, or this is no good control;"
              + " nothing was swept");
    }
  }
}
