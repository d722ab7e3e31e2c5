package io.github.rdpsweep.probe;

/**
 * Whether the host of a silent target answers on another port.
 *
 * @param tried ports that were looked at for that
 * @param answeredPort the port that answered, or 0
 */
public record Liveness(int tried, int answeredPort) {

  /** No other port was looked at. */
  public static final Liveness NOT_ASKED = new Liveness(0, 0);

  /** Whether a port answered. */
  public boolean isShown() {
    return answeredPort != 0;
  }
}
