package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.McsAnswer;
import io.github.rdpsweep.rdp.McsAnswer.Disconnected;
import io.github.rdpsweep.rdp.McsAnswer.Refused;
import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import io.github.rdpsweep.rdp.McsAnswerDecoder;
import io.github.rdpsweep.rdp.McsConnectInitial;
import io.github.rdpsweep.rdp.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows a confirm that selected standard RDP security, where its encryption is asked for: an
 * MCS Connect Initial, and its answer. After that nothing is sent: what would come next has
 * rebooted hosts.
 */
final class StandardExchange implements Continuation {

  private ByteBuf output = Unpooled.buffer();
  private final ByteBuf pieces =
      Unpooled.buffer(0, McsAnswerDecoder.MAX_LENGTH); // what is longer is not believed
  private Optional<ServerSecurity> security = Optional.empty();

  StandardExchange() {
    McsConnectInitial.encode(output);
  }

  @Override
  public Stage stage() {
    return Stage.NEGOTIATE;
  }

  @Override
  public ByteBuf takeOutput() {
    ByteBuf taken = output;
    output = Unpooled.EMPTY_BUFFER;
    return taken;
  }

  @Override
  public Ending received(ByteBuf bytes, long now) {
    pieces.writeBytes(bytes, Math.min(bytes.readableBytes(), pieces.maxWritableBytes()));
    McsAnswer answer;
    try {
      answer = McsAnswerDecoder.decode(pieces);
    } catch (ProtocolException e) {
      return new Ending(Outcome.MALFORMED, e.getMessage());
    }
    if (answer == null) {
      return null;
    }
    if (answer instanceof ServerSecurity told) {
      security = Optional.of(told);
      return new Ending(Outcome.READY, "");
    }
    return answer instanceof Refused refused
        ? new Ending(Outcome.DISCONNECTED, "MCS refusal, result " + refused.result())
        : new Ending(
            Outcome.DISCONNECTED, "MCS disconnect, reason " + ((Disconnected) answer).reason());
  }

  @Override
  public Ending closed() {
    return new Ending(Outcome.CLOSED, "");
  }

  @Override
  public Ending failed(SocketFailure failure) {
    return new Ending(failure.outcome(), failure.detail());
  }

  @Override
  public Ending expired(PathFacts path) {
    return new Ending(path.unacknowledged() > 0 ? Outcome.UNACKNOWLEDGED : Outcome.HUNG, "");
  }

  @Override
  public ServerFacts facts(Instant startedAt, long startNanos, Duration roundTrip) {
    return new ServerFacts(TlsFacts.NONE, Optional.empty(), security);
  }
}
