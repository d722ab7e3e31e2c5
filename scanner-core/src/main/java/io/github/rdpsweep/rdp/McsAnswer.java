package io.github.rdpsweep.rdp;

/** A server's answer to a {@link McsConnectInitial}. */
public sealed interface McsAnswer {

  /**
   * Server Security Data, [MS-RDPBCGR] 2.2.1.4.3: the standard RDP security that the server picked.
   *
   * @param method the encryption method
   * @param level the encryption level that it is set to
   * @param certificate what kind of certificate came with it
   */
  record ServerSecurity(
      EncryptionMethod method, EncryptionLevel level, ServerCertificate certificate)
      implements McsAnswer {}

  /**
   * MCS Connect Response with another result than success.
   *
   * @param result [T.125] section 7: 14 user rejected, 15 and others for want of resources
   */
  record Refused(int result) implements McsAnswer {}

  /**
   * MCS Disconnect Provider Ultimatum, [T.125] section 7.
   *
   * @param reason as in {@link ServerReply.DisconnectUltimatum}
   */
  record Disconnected(int reason) implements McsAnswer {}

  /** SERVER_CERTIFICATE, [MS-RDPBCGR] 2.2.1.4.3.1. */
  enum ServerCertificate {
    /** There is none. */
    ABSENT,
    /** CERT_CHAIN_VERSION_1: a bare key, signed by a key that everybody knows. */
    PROPRIETARY,
    /** CERT_CHAIN_VERSION_2. */
    X509,
    /** Of another version. */
    OTHER
  }
}
