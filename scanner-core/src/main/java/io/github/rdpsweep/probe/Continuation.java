package io.github.rdpsweep.probe;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;

/**
 * What a probe does in the same connection when negotiation is over. Told what happens there, it
 * answers how the probe ends, or {@code null} while more is awaited.
 */
interface Continuation {

  /** The stage that the probe is in. */
  Stage stage();

  /** What has to be sent now; may be empty. */
  ByteBuf takeOutput();

  Ending received(ByteBuf bytes, long now);

  /** The peer ended its side of the connection. */
  Ending closed();

  /** The socket reported an error, and it is none of ours. */
  Ending failed(SocketFailure failure);

  /** The stage's time is over. */
  Ending expired(PathFacts path);

  /** What stage tls took. */
  default long tlsNanos() {
    return Timings.NOT_MEASURED;
  }

  /** What stage identity took. */
  default long identityNanos() {
    return Timings.NOT_MEASURED;
  }

  /**
   * What the server showed, now that the exchange is over.
   *
   * @param startedAt the wall clock when the monotonic one showed {@code startNanos}
   * @param roundTrip between us and the server
   */
  ServerFacts facts(Instant startedAt, long startNanos, Duration roundTrip);
}
