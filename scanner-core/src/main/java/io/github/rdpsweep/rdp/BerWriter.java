package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;

/** Writes elements of ASN.1's distinguished encoding ([X.690] 10): the shortest lengths. */
final class BerWriter {

  private BerWriter() {}

  /** Wraps a content, which is consumed, into an element. */
  static ByteBuf element(int tag, ByteBuf content) {
    ByteBuf out = Unpooled.buffer(content.readableBytes() + 6);
    if (tag > 0xff) {
      out.writeShort(tag);
    } else {
      out.writeByte(tag);
    }
    int length = content.readableBytes();
    if (length < 0x80) {
      out.writeByte(length);
    } else if (length <= 0xff) {
      out.writeByte(0x81).writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(0x82).writeShort(length);
    } else {
      out.writeByte(0x84).writeInt(length);
    }
    return out.writeBytes(content);
  }

  /** An INTEGER with as few bytes as its sign allows. */
  static ByteBuf integer(int value) {
    ByteBuf content = Unpooled.wrappedBuffer(BigInteger.valueOf(value).toByteArray());
    return element(BerReader.INTEGER, content);
  }
}
