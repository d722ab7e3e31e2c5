package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/**
 * Walks through elements of ASN.1's basic encoding ([X.690] 8.1), inside one element at a time.
 * Never looks outside the bytes that it was given, and never allocates by a length it was told.
 */
/*
 * Lengths are definite, of at most four octets, and need not be the shortest form: what DER forbids
 * is read all the same where it is harmless, for the peer is a stranger and this is no validator.
 * Offsets in messages count from the start of the outermost element.
 */
final class BerReader {

  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int ENUMERATED = 0x0a;
  static final int SEQUENCE = 0x30;

  private static final int MULTI_BYTE_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;
  private static final int MAX_LENGTH_OCTETS = 4;

  private final ByteBuf bytes;
  private final int origin;
  private final int end;
  private int position;

  /** Reads the readable bytes of a buffer, whose indexes stay where they are. */
  BerReader(ByteBuf bytes) {
    this(bytes, bytes.readerIndex(), bytes.readerIndex(), bytes.writerIndex());
  }

  private BerReader(ByteBuf bytes, int origin, int position, int end) {
    this.bytes = bytes;
    this.origin = origin;
    this.position = position;
    this.end = end;
  }

  /** Tag [{@code number}], context-specific and constructed. */
  static int context(int number) {
    return 0xa0 | number;
  }

  /**
   * The length of the element that a buffer starts with, header included; nothing is consumed.
   *
   * @param tag the element that is due, of one octet
   * @param max more than that is not believed
   * @return -1 while too few bytes are there to tell
   * @throws ProtocolException if these bytes cannot start such an element
   */
  static int elementLength(ByteBuf in, int tag, int max) throws ProtocolException {
    if (!in.isReadable()) {
      return -1;
    }
    BerReader reader = new BerReader(in);
    reader.expectTag(tag);
    if (reader.remaining() == 0) {
      return -1;
    }
    int first = in.getUnsignedByte(reader.position);
    int octets = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
    if (octets > 0 && octets <= MAX_LENGTH_OCTETS && reader.remaining() <= octets) {
      return -1;
    }
    long content = reader.readLength();
    long length = content + (reader.position - reader.origin);
    if (length > max) {
      throw ProtocolException.malformed("offset 1: length " + content + ", more than " + max);
    }
    return (int) length;
  }

  boolean hasMore() {
    return position < end;
  }

  int remaining() {
    return end - position;
  }

  /** The tag of the element that comes next; of two octets where its first says so. */
  int peekTag() throws ProtocolException {
    int start = position;
    int tag = readTag();
    position = start;
    return tag;
  }

  /** Steps over the next element, which must have this tag, and gives a reader of its content. */
  BerReader enter(int tag) throws ProtocolException {
    expectTag(tag);
    int lengthAt = position;
    long length = readLength();
    if (length > remaining()) {
      throw malformed(lengthAt, "length " + length + ", and " + remaining() + " bytes are left");
    }
    BerReader content = new BerReader(bytes, origin, position, position + (int) length);
    position = content.end;
    return content;
  }

  /** Steps over the next element, whatever it is. */
  void skip() throws ProtocolException {
    enter(peekTag());
  }

  /** An element's content as a slice, which is valid as long as the buffer is. */
  ByteBuf content(int tag) throws ProtocolException {
    BerReader inner = enter(tag);
    return bytes.slice(inner.position, inner.remaining());
  }

  /** An INTEGER or ENUMERATED of 32 bits, signed or not. */
  int integer(int tag) throws ProtocolException {
    int start = position;
    BerReader inner = enter(tag);
    int length = inner.remaining();
    if (length == 0 || length > 5 || (length == 5 && bytes.getByte(inner.position) != 0)) {
      throw malformed(start, "a number of " + length + " bytes");
    }
    int value = bytes.getByte(inner.position);
    for (int i = inner.position + 1; i < inner.end; i++) {
      value = value << 8 | bytes.getUnsignedByte(i);
    }
    return value;
  }

  private void expectTag(int tag) throws ProtocolException {
    int start = position;
    int found = readTag();
    if (found != tag) {
      throw malformed(start, "tag " + hex(found) + " instead of " + hex(tag));
    }
  }

  private int readTag() throws ProtocolException {
    int start = position;
    int tag = readOctet();
    if ((tag & MULTI_BYTE_TAG) != MULTI_BYTE_TAG) {
      return tag;
    }
    int number = readOctet();
    if (number >= 0x80) {
      throw malformed(start, "a tag of more than two bytes");
    }
    return tag << 8 | number;
  }

  private long readLength() throws ProtocolException {
    int start = position;
    int first = readOctet();
    if (first < LONG_LENGTH) {
      return first;
    }
    int octets = first - LONG_LENGTH;
    if (octets == 0 || octets > MAX_LENGTH_OCTETS) {
      throw malformed(start, octets == 0 ? "no length" : "a length of " + octets + " bytes");
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | readOctet();
    }
    return length;
  }

  private int readOctet() throws ProtocolException {
    if (position == end) {
      throw malformed(position, "the element ends too early");
    }
    return bytes.getUnsignedByte(position++);
  }

  private ProtocolException malformed(int at, String what) {
    return ProtocolException.malformed("offset " + (at - origin) + ": " + what);
  }

  private static String hex(int tag) {
    return "0x" + HexFormat.of().toHexDigits(tag, tag > 0xff ? 4 : 2);
  }
}
