package io.github.rdpsweep.engine;

import io.netty.channel.IoEventLoop;

/**
 * The seam between the sweep and the kernel: makes the connections of one event loop. A connection
 * is asked to connect and to leave; connected, bytes, closed and failed come back to its slot.
 */
@FunctionalInterface
interface Transport {

  /** Makes the connection of a slot; nothing is opened yet. */
  Connection newConnection(Slot slot, IoEventLoop eventLoop);
}
