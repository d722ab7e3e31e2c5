package io.github.rdpsweep.engine;

/**
 * Takes what went over connections whose probes failed. Called by every event loop; must not block.
 */
@FunctionalInterface
public interface ExchangeSink {

  /** Takes one. */
  void take(Exchange exchange);
}
