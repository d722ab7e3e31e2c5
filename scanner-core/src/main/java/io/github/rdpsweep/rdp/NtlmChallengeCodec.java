package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads and writes a CHALLENGE_MESSAGE, [MS-NLMP] 2.2.1.2.
 *
 * <pre>
 *    0 NTLMSSP\0 | 8 type 2 | 12 TargetNameFields | 20 flags | 24 challenge | 32 reserved
 *   40 TargetInfoFields | 48 VERSION | 56 payload
 *      Fields: length, maximum length, offset from the start of the message
 * </pre>
 */
/*
 * A message may end early: TargetInfoFields and VERSION exist only if their flags are set, and what
 * stands in their place otherwise is payload. Payloads may overlap each other and the header, which
 * harms nobody; one that reaches outside is malformed.
 */
final class NtlmChallengeCodec {

  private static final int MESSAGE_TYPE = 2;
  private static final int TARGET_NAME_FIELDS = 12;
  private static final int FLAGS = 20;
  private static final int TARGET_INFO_FIELDS = 40;
  private static final int VERSION = 48;
  private static final int PAYLOAD = 56;
  private static final int MIN_LENGTH = 32;

  private static final int AV_EOL = 0;
  private static final int AV_NB_COMPUTER_NAME = 1;
  private static final int AV_NB_DOMAIN_NAME = 2;
  private static final int AV_DNS_COMPUTER_NAME = 3;
  private static final int AV_DNS_DOMAIN_NAME = 4;
  private static final int AV_DNS_TREE_NAME = 5;
  private static final int AV_TIMESTAMP = 7;

  /** A DNS name has at most 253 characters; of whatever claims to be longer, this much is kept. */
  private static final int MAX_NAME_LENGTH = 255;

  private static final long TICKS_PER_SECOND = 10_000_000; // of a FILETIME
  private static final int NANOS_PER_TICK = 100;

  /** 1601-01-01, where FILETIME begins. */
  private static final Instant FILETIME_EPOCH = Instant.ofEpochSecond(-11_644_473_600L);

  private final ByteBuf message;
  private final int flags;

  private final String[] names = {"", "", "", "", "", ""};
  private Optional<Instant> serverTime = Optional.empty();

  private NtlmChallengeCodec(ByteBuf message) {
    this.message = message;
    this.flags = message.getIntLE(FLAGS);
  }

  /**
   * Reads a whole message.
   *
   * @param token the message, from index 0 on
   */
  static NtlmChallenge decode(ByteBuf token) throws ProtocolException {
    if (token.readableBytes() < MIN_LENGTH) {
      throw malformed("NTLM message of " + token.readableBytes() + " bytes");
    }
    if (!token.toString(0, 8, US_ASCII).equals(NtlmNegotiate.SIGNATURE)) {
      throw malformed("no NTLM message");
    }
    int type = token.getIntLE(8);
    if (type != MESSAGE_TYPE) {
      throw malformed("NTLM message type " + Integer.toUnsignedString(type));
    }
    return new NtlmChallengeCodec(token).decode();
  }

  private NtlmChallenge decode() throws ProtocolException {
    // Servers set it without REQUEST_TARGET too, as in the specification's own examples.
    Charset charset = has(NtlmFlags.UNICODE) ? UTF_16LE : ISO_8859_1;
    String targetName = name(payload("TargetName", TARGET_NAME_FIELDS), charset);
    if (has(NtlmFlags.TARGET_INFO)) {
      if (message.readableBytes() < VERSION) {
        throw malformed("NTLM target information in " + message.readableBytes() + " bytes");
      }
      readPairs(payload("TargetInfo", TARGET_INFO_FIELDS));
    }
    return new NtlmChallenge(
        targetName,
        version(),
        names[AV_NB_COMPUTER_NAME],
        names[AV_NB_DOMAIN_NAME],
        names[AV_DNS_COMPUTER_NAME],
        names[AV_DNS_DOMAIN_NAME],
        names[AV_DNS_TREE_NAME],
        serverTime);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private Optional<NtlmVersion> version() {
    if (!has(NtlmFlags.VERSION)
        || message.readableBytes() < PAYLOAD
        || message.getIntLE(VERSION) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new NtlmVersion(
            message.getUnsignedByte(VERSION),
            message.getUnsignedByte(VERSION + 1),
            message.getUnsignedShortLE(VERSION + 2)));
  }

  private ByteBuf payload(String what, int fields) throws ProtocolException {
    int length = message.getUnsignedShortLE(fields);
    long offset = message.getUnsignedIntLE(fields + 4);
    if (length == 0) {
      return Unpooled.EMPTY_BUFFER; // then the offset means nothing
    }
    if (offset + length > message.readableBytes()) {
      throw malformed(
          "NTLM %s: %d bytes at %d in a message of %d"
              .formatted(what, length, offset, message.readableBytes()));
    }
    return message.slice((int) offset, length);
  }

  /** AV_PAIRs, [MS-NLMP] 2.2.2.1. A list that ends without MsvAvEOL is read all the same. */
  private void readPairs(ByteBuf in) throws ProtocolException {
    while (in.isReadable()) {
      if (in.readableBytes() < 4) {
        throw malformed("NTLM AV_PAIR of " + in.readableBytes() + " bytes");
      }
      int id = in.readUnsignedShortLE();
      int length = in.readUnsignedShortLE();
      if (id == AV_EOL) {
        return;
      }
      if (length > in.readableBytes()) {
        throw malformed(
            "NTLM AV_PAIR %d: %d bytes, and %d are left".formatted(id, length, in.readableBytes()));
      }
      readPair(id, in.readSlice(length));
    }
  }

  /** Of two pairs with one id the first counts. */
  private void readPair(int id, ByteBuf value) throws ProtocolException {
    if (id == AV_TIMESTAMP) {
      if (value.readableBytes() != Long.BYTES) {
        throw malformed("NTLM timestamp of " + value.readableBytes() + " bytes");
      }
      if (serverTime.isEmpty()) {
        serverTime = instant(value.readLongLE());
      }
    } else if (id < names.length && names[id].isEmpty()) {
      names[id] = name(value, UTF_16LE);
    }
  }

  private static String name(ByteBuf value, Charset charset) throws ProtocolException {
    int width = charset.equals(UTF_16LE) ? 2 : 1;
    if (value.readableBytes() % width != 0) {
      throw malformed("NTLM name of " + value.readableBytes() + " bytes");
    }
    int kept = Math.min(value.readableBytes(), MAX_NAME_LENGTH * width);
    return value.toString(value.readerIndex(), kept, charset);
  }

  /** 100 ns since 1601, unsigned; zero where the server has no clock to tell of. */
  private static Optional<Instant> instant(long fileTime) {
    if (fileTime == 0) {
      return Optional.empty();
    }
    long seconds = Long.divideUnsigned(fileTime, TICKS_PER_SECOND);
    long ticks = Long.remainderUnsigned(fileTime, TICKS_PER_SECOND);
    return Optional.of(FILETIME_EPOCH.plusSeconds(seconds).plusNanos(ticks * NANOS_PER_TICK));
  }

  private static long fileTime(Instant instant) {
    return (instant.getEpochSecond() - FILETIME_EPOCH.getEpochSecond()) * TICKS_PER_SECOND
        + instant.getNano() / NANOS_PER_TICK;
  }

  static void encode(NtlmChallenge challenge, ByteBuf out) {
    ByteBuf targetName = Unpooled.copiedBuffer(challenge.targetName(), UTF_16LE);
    ByteBuf targetInfo = targetInfo(challenge);
    int flags =
        NtlmFlags.UNICODE
            | NtlmFlags.REQUEST_TARGET
            | NtlmFlags.SIGN
            | NtlmFlags.SEAL
            | NtlmFlags.NTLM
            | NtlmFlags.ALWAYS_SIGN
            | NtlmFlags.EXTENDED_SESSION_SECURITY
            | NtlmFlags.TARGET_INFO
            | (challenge.version().isPresent() ? NtlmFlags.VERSION : 0)
            | NtlmFlags.KEY_128
            | NtlmFlags.KEY_EXCHANGE
            | NtlmFlags.KEY_56;

    out.writeCharSequence(NtlmNegotiate.SIGNATURE, US_ASCII);
    out.writeIntLE(MESSAGE_TYPE);
    writeFields(targetName, PAYLOAD, out);
    out.writeIntLE(flags);
    out.writeLong(0); // ServerChallenge
    out.writeLong(0); // Reserved
    writeFields(targetInfo, PAYLOAD + targetName.readableBytes(), out);
    challenge
        .version()
        .ifPresentOrElse(version -> NtlmNegotiate.encode(version, out), () -> out.writeLong(0));
    out.writeBytes(targetName);
    out.writeBytes(targetInfo);
  }

  private static void writeFields(ByteBuf payload, int offset, ByteBuf out) {
    out.writeShortLE(payload.readableBytes());
    out.writeShortLE(payload.readableBytes());
    out.writeIntLE(offset);
  }

  private static ByteBuf targetInfo(NtlmChallenge challenge) {
    ByteBuf out = Unpooled.buffer();
    writePair(AV_NB_DOMAIN_NAME, challenge.domain(), out);
    writePair(AV_NB_COMPUTER_NAME, challenge.computerName(), out);
    writePair(AV_DNS_DOMAIN_NAME, challenge.dnsDomain(), out);
    writePair(AV_DNS_COMPUTER_NAME, challenge.dnsComputerName(), out);
    writePair(AV_DNS_TREE_NAME, challenge.dnsForest(), out);
    challenge
        .serverTime()
        .ifPresent(
            time ->
                out.writeShortLE(AV_TIMESTAMP)
                    .writeShortLE(Long.BYTES)
                    .writeLongLE(fileTime(time)));
    return out.writeInt(AV_EOL);
  }

  private static void writePair(int id, String name, ByteBuf out) {
    if (!name.isEmpty()) {
      ByteBuf value = Unpooled.copiedBuffer(name, UTF_16LE);
      out.writeShortLE(id).writeShortLE(value.readableBytes()).writeBytes(value);
    }
  }

  private static ProtocolException malformed(String message) {
    return ProtocolException.malformed(message);
  }
}
