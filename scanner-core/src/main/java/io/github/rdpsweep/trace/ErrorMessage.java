package io.github.rdpsweep.trace;

import io.netty.channel.unix.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The memory that {@code recvmsg} fills for one queued error: {@code struct msghdr} with room for
 * its control messages, one of which is the error (ip(7), IP_RECVERR).
 */
/*
 * msghdr (64 bit)       cmsghdr               sock_extended_err      then its sender
 *  0 name, 8 length      0 length              0 errno                sockaddr_in    4 address
 * 16 iov, 24 count       8 level              4 origin                sockaddr_in6   8 address
 * 32 control, 40 length 12 type               5 type, 6 code
 * 48 flags              16 data              16 end
 */
final class ErrorMessage {

  private static final int HEADER_LENGTH = 56;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;

  /** The packet that the error is about is of no interest. */
  private static final int PAYLOAD_LENGTH = 64;

  private static final int CONTROL_ROOM = 512;

  private static final int CMSG_HEADER = 16;
  private static final int ORIGIN = CMSG_HEADER + 4;
  private static final int TYPE = CMSG_HEADER + 5;
  private static final int CODE = CMSG_HEADER + 6;
  private static final int SENDER = CMSG_HEADER + 16;

  private static final int IPPROTO_IP = 0;
  private static final int IP_RECVERR = 11;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_RECVERR = 25;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private final ByteBuffer header = direct(HEADER_LENGTH);
  private final ByteBuffer iov = direct(16);
  private final ByteBuffer payload = direct(PAYLOAD_LENGTH);
  private final ByteBuffer control = direct(CONTROL_ROOM);

  private static ByteBuffer direct(int length) {
    return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
  }

  /** Makes it ready to be filled. */
  long address() {
    iov.putLong(0, Buffer.memoryAddress(payload));
    iov.putLong(8, PAYLOAD_LENGTH);
    header.putLong(0, 0);
    header.putInt(8, 0);
    header.putLong(IOV, Buffer.memoryAddress(iov));
    header.putLong(IOV_COUNT, 1);
    header.putLong(CONTROL, Buffer.memoryAddress(control));
    header.putLong(CONTROL_LENGTH, CONTROL_ROOM);
    return Buffer.memoryAddress(header);
  }

  /** The ICMP error in it, after {@code recvmsg} filled it. */
  Optional<IcmpError> error() {
    return error(control.duplicate().order(control.order()), header.getLong(CONTROL_LENGTH));
  }

  /** The first ICMP error among some control messages. */
  static Optional<IcmpError> error(ByteBuffer control, long length) {
    int end = (int) Math.min(length, control.capacity());
    for (int at = 0; at + CMSG_HEADER <= end; ) {
      long messageLength = control.getLong(at);
      if (messageLength < CMSG_HEADER || messageLength > end - at) {
        return Optional.empty();
      }
      Optional<IcmpError> error = error(control, at, (int) messageLength);
      if (error.isPresent()) {
        return error;
      }
      at += (int) (messageLength + 7) & ~7;
    }
    return Optional.empty();
  }

  private static Optional<IcmpError> error(ByteBuffer control, int at, int length) {
    int level = control.getInt(at + 8);
    int type = control.getInt(at + 12);
    boolean ipv4 = level == IPPROTO_IP && type == IP_RECVERR;
    boolean ipv6 = level == IPPROTO_IPV6 && type == IPV6_RECVERR;
    int addressAt = SENDER + (ipv4 ? 4 : 8);
    int addressLength = ipv4 ? 4 : 16;
    if (!(ipv4 || ipv6) || length < addressAt + addressLength) {
      return Optional.empty();
    }
    byte origin = control.get(at + ORIGIN);
    if (origin != (ipv4 ? ORIGIN_ICMP : ORIGIN_ICMP6)) {
      return Optional.empty(); // of this machine's own making, and without a sender
    }
    byte[] sender = new byte[addressLength];
    control.get(at + addressAt, sender);
    try {
      return Optional.of(
          new IcmpError(
              InetAddress.getByAddress(sender),
              Byte.toUnsignedInt(control.get(at + TYPE)),
              Byte.toUnsignedInt(control.get(at + CODE))));
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are addresses", e);
    }
  }
}
