package io.github.rdpsweep.engine;

import java.net.InetAddress;
import java.util.Optional;

/** Something that answers for as long as the scanner's own side of the network works. */
public interface ControlProbe {

  /** Asks it, and may wait for the answer: returns what is wrong, or nothing when it answered. */
  Optional<String> ask();

  /** What it is, as in {@code control 10.0.0.1:53}. */
  String name();

  /** The host that it connects to, if it does. */
  default Optional<InetAddress> address() {
    return Optional.empty();
  }
}
