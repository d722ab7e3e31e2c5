package io.github.rdpsweep.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.ServerReply;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * What a plain blocking client saw of a host: an independent witness of what the host does.
 *
 * @param reply the bytes that came, in hexadecimal
 * @param end what came after them
 */
record Exchange(String reply, End end) {

  /** How an exchange stood when the client stopped looking. */
  enum End {
    NO_ANSWER_TO_SYN,
    REFUSED,
    OPEN,
    FIN,
    RST
  }

  /** For what must come: generous, since it is only waited for when something is wrong. */
  static final int PATIENCE_MILLIS = (int) SECONDS.toMillis(20);

  /** For what must not come: short, since it is always waited for. */
  static final int SILENCE_MILLIS = 40;

  private static final int SYN_MILLIS = 200;

  /** Sends the default request, and stops looking where the expected exchange ends. */
  static Exchange with(InetSocketAddress endpoint, Exchange expected) throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    End end;
    try (Socket socket = new Socket()) {
      boolean silent = expected.end() == End.NO_ANSWER_TO_SYN;
      try {
        socket.connect(endpoint, silent ? SYN_MILLIS : PATIENCE_MILLIS);
      } catch (ConnectException e) {
        return new Exchange("", End.REFUSED);
      } catch (SocketTimeoutException e) {
        return new Exchange("", End.NO_ANSWER_TO_SYN);
      }
      end = exchange(socket, expected, reply);
    } catch (SocketException e) {
      end = End.RST;
    }
    return new Exchange(ByteBufUtil.hexDump(reply.toByteArray()), end);
  }

  private static End exchange(Socket socket, Exchange expected, ByteArrayOutputStream reply)
      throws IOException {
    socket.getOutputStream().write(ByteBufUtil.getBytes(request()));
    InputStream in = socket.getInputStream();
    int missing = expected.reply().length() / 2;
    while (true) {
      boolean nothingMore = missing <= 0 && expected.end() == End.OPEN;
      socket.setSoTimeout(nothingMore ? SILENCE_MILLIS : PATIENCE_MILLIS);
      int octet;
      try {
        octet = in.read();
      } catch (SocketTimeoutException e) {
        return End.OPEN;
      }
      if (octet < 0) {
        return End.FIN;
      }
      reply.write(octet);
      missing--;
    }
  }

  /** The outcome of a probe that sees this exchange. */
  Outcome outcome() {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(reply));
    try {
      ServerReply message = ServerReplyDecoder.decode(bytes);
      if (message != null) {
        return outcome(message);
      }
    } catch (ProtocolException e) {
      return switch (e.kind()) {
        case NOT_TPKT -> Outcome.NOT_RDP;
        case MALFORMED -> Outcome.MALFORMED;
      };
    }
    return switch (end) {
      case NO_ANSWER_TO_SYN -> Outcome.SILENT;
      case REFUSED -> Outcome.REFUSED;
      case OPEN -> Outcome.HUNG;
      case FIN -> Outcome.CLOSED;
      case RST -> Outcome.RESET;
    };
  }

  private static Outcome outcome(ServerReply message) {
    if (!(message instanceof ServerReply.ConnectionConfirm confirm)) {
      return Outcome.DISCONNECTED;
    }
    if (confirm.negotiation() instanceof Negotiation.Response response) {
      boolean offered =
          ConnectionRequest.DEFAULT.requestedProtocols().contains(response.selectedProtocol());
      return offered ? Outcome.READY : Outcome.NEGOTIATION_REFUSED;
    }
    return confirm.negotiation() instanceof Negotiation.Failure
        ? Outcome.NEGOTIATION_REFUSED
        : Outcome.READY;
  }

  /** The default request, encoded. */
  static ByteBuf request() {
    ByteBuf request = Unpooled.buffer(ConnectionRequest.LENGTH);
    ConnectionRequest.DEFAULT.encode(request);
    return request;
  }
}
