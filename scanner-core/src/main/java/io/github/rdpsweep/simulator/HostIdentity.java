package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.NtStatus;
import io.github.rdpsweep.rdp.NtlmChallenge;
import io.github.rdpsweep.rdp.NtlmVersion;
import io.github.rdpsweep.rdp.TsRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a simulated host says that it is, in its NTLM challenge. The names are made of its address.
 *
 * @param version of its Windows
 * @param credSspVersion that it offers
 * @param clockError how fast its clock is
 */
record HostIdentity(NtlmVersion version, int credSspVersion, Duration clockError) {

  static final String DOMAIN = "FLEET";
  static final String DNS_DOMAIN = "fleet.example";

  /** Windows Server 2022, patched, with the right time. */
  static final HostIdentity CURRENT =
      new HostIdentity(new NtlmVersion(10, 0, 20_348), 6, Duration.ZERO);

  /** Windows Server 2008 R2 as it was delivered. */
  static final HostIdentity OLD = new HostIdentity(new NtlmVersion(6, 1, 7_601), 2, Duration.ZERO);

  static final HostIdentity FAST_CLOCK =
      new HostIdentity(new NtlmVersion(10, 0, 17_763), 6, Duration.ofHours(1));

  /** NTLM is disabled. */
  private static final NtStatus NOT_SUPPORTED = new NtStatus(0xc000_00bb);

  /** As in {@code HOST-7F010203}; NetBIOS names have 15 characters at most. */
  static String computerName(InetAddress address) {
    byte[] octets = address.getAddress();
    return String.format(
        "HOST-%02X%02X%02X%02X",
        octets[octets.length - 4],
        octets[octets.length - 3],
        octets[octets.length - 2],
        octets[octets.length - 1]);
  }

  /** As in {@code host-7f010203.fleet.example}. */
  static String dnsName(InetAddress address) {
    return computerName(address).toLowerCase(Locale.ROOT) + "." + DNS_DOMAIN;
  }

  /** The answer to a client's first message of CredSSP. */
  ByteBuf challenge(InetAddress self, Instant now) {
    NtlmChallenge challenge =
        new NtlmChallenge(
            DOMAIN,
            Optional.of(version),
            computerName(self),
            DOMAIN,
            dnsName(self),
            DNS_DOMAIN,
            DNS_DOMAIN,
            Optional.of(now.plus(clockError)));
    return encoded(new TsRequest(credSspVersion, Optional.of(challenge), NtStatus.SUCCESS));
  }

  /** The answer of a host that does without NTLM. */
  static ByteBuf error() {
    return encoded(new TsRequest(6, Optional.empty(), NOT_SUPPORTED));
  }

  private static ByteBuf encoded(TsRequest request) {
    ByteBuf out = Unpooled.buffer();
    request.encode(out);
    return out;
  }
}
