package io.github.rdpsweep.testing;

import io.github.rdpsweep.rdp.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What every reader promises, whatever the bytes are. */
public final class Fuzz {

  private static final int MAX_MESSAGE_LENGTH = 200;

  private Fuzz() {}

  /** A reader of messages that come in pieces. */
  @FunctionalInterface
  public interface Reader {
    /** A message, or {@code null} while bytes are missing. */
    Object decode(ByteBuf in) throws ProtocolException;
  }

  /**
   * Checks a reader: it ends by a message, a wait for more or a {@link ProtocolException}. It waits
   * for no more than a maximum, consumes nothing while it waits, and needs exactly the bytes that
   * it consumes.
   */
  public static void checkReader(byte[] input, Reader reader, int maxLength) {
    ByteBuf in = Unpooled.wrappedBuffer(input);
    try {
      Object message = reader.decode(in);
      if (message == null) {
        require(in.readerIndex() == 0, "consumed while it waits");
        require(input.length < maxLength, "waits for more than " + maxLength + " bytes");
        return;
      }
      int consumed = in.readerIndex();
      require(consumed > 0 && consumed <= maxLength, "consumed " + consumed);
      require(message.toString().length() > 0, "no text");
      require(
          message.equals(reader.decode(Unpooled.wrappedBuffer(input, 0, consumed))),
          "looked behind the end of the message");
      require(
          reader.decode(Unpooled.wrappedBuffer(input, 0, consumed - 1)) == null,
          "needed less than it consumed");
    } catch (ProtocolException e) {
      checkMessage(e);
    }
  }

  /** A message is for one cell of a row. */
  public static void checkMessage(ProtocolException e) {
    String message = e.getMessage();
    require(!message.isEmpty() && message.length() <= MAX_MESSAGE_LENGTH, message);
  }

  /** Fails if something does not hold. */
  public static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
