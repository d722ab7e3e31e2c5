package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.SecurityProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What a host says to a request. */
@FunctionalInterface
interface Reply {

  /** Not a byte. */
  Reply NOTHING = requested -> Unpooled.EMPTY_BUFFER;

  /** The answer to a request for these protocols; the buffer may be read, never released. */
  ByteBuf to(SecurityProtocol requested);

  /** The same to everyone. */
  static Reply always(ByteBuf message) {
    return requested -> message.duplicate();
  }

  /** A choice that the request has to offer, or else the other reply. */
  static Reply selecting(SecurityProtocol protocol, Reply otherwise) {
    ByteBuf response = ServerMessage.response(protocol, ServerMessage.WINDOWS_FLAGS);
    return requested ->
        requested.contains(protocol) ? response.duplicate() : otherwise.to(requested);
  }
}
