package io.github.rdpsweep.simulator;

/**
 * What a host does once it has selected TLS, as data.
 *
 * @param credentials its key and certificate
 * @param speech whether and how it takes part in the handshake
 * @param versions the TLS versions that it speaks
 * @param credSsp what it answers to the first message of CredSSP
 * @param identity who it says that it is
 */
record TlsProfile(
    ServerCredentials.Kind credentials,
    Speech speech,
    Versions versions,
    CredSsp credSsp,
    HostIdentity identity) {

  /** How a host answers a ClientHello. */
  enum Speech {
    /** As it should. */
    HANDSHAKE,
    /** With the alert handshake_failure. */
    ALERT,
    /** With bytes that are no TLS. */
    GARBAGE,
    /** Not at all. */
    NOTHING,
    /** With half of what it would have to say. */
    HALF,
    /** By ending its side. */
    FIN,
    /** By aborting the connection. */
    RST,
    /** With an MCS Disconnect Provider Ultimatum in clear text, then FIN. */
    DISCONNECT
  }

  /** Which versions a host speaks. */
  enum Versions {
    /** 1.0 to 1.3. */
    ALL,
    /** Up to 1.2, as Windows does until Server 2022. */
    UP_TO_1_2,
    /** 1.0 alone. */
    ONLY_1_0
  }

  /** How a host answers the first message of CredSSP. */
  enum CredSsp {
    /** With a challenge. */
    CHALLENGE,
    /** With an error code. */
    ERROR,
    /** With bytes that are no TSRequest. */
    GARBAGE,
    /** Not at all. */
    NOTHING,
    /** By ending its side. */
    FIN
  }

  private static final TlsProfile USUAL =
      new TlsProfile(
          ServerCredentials.Kind.WINDOWS,
          Speech.HANDSHAKE,
          Versions.UP_TO_1_2,
          CredSsp.CHALLENGE,
          HostIdentity.CURRENT);

  /** What a behaviour does after TLS was selected. */
  static TlsProfile of(Behaviour behaviour) {
    return switch (behaviour) {
      case NLA_EX -> USUAL.speaking(Versions.ALL);
      case CERT_EXPIRED -> USUAL.with(ServerCredentials.Kind.EXPIRED);
      case CERT_FUTURE -> USUAL.with(ServerCredentials.Kind.FUTURE);
      case CERT_WEAK -> USUAL.with(ServerCredentials.Kind.WEAK);
      case CERT_EC -> USUAL.with(ServerCredentials.Kind.EC).speaking(Versions.ALL);
      case TLS_1_0 -> USUAL.speaking(Versions.ONLY_1_0);
      case TLS_ALERT -> USUAL.with(Speech.ALERT);
      case TLS_GARBAGE -> USUAL.with(Speech.GARBAGE);
      case TLS_HUNG -> USUAL.with(Speech.NOTHING);
      case TLS_HALF -> USUAL.with(Speech.HALF);
      case TLS_CLOSE -> USUAL.with(Speech.FIN);
      case TLS_RESET -> USUAL.with(Speech.RST);
      case TLS_DISCONNECT -> USUAL.with(Speech.DISCONNECT);
      case NLA_OLD -> USUAL.speaking(Versions.ONLY_1_0).as(HostIdentity.OLD);
      case NLA_FAST_CLOCK -> USUAL.as(HostIdentity.FAST_CLOCK);
      case CREDSSP_ERROR -> USUAL.answering(CredSsp.ERROR);
      case CREDSSP_GARBAGE -> USUAL.answering(CredSsp.GARBAGE);
      case CREDSSP_HUNG -> USUAL.answering(CredSsp.NOTHING);
      case CREDSSP_CLOSE -> USUAL.answering(CredSsp.FIN);
      default -> USUAL;
    };
  }

  private TlsProfile with(ServerCredentials.Kind kind) {
    return new TlsProfile(kind, speech, versions, credSsp, identity);
  }

  private TlsProfile with(Speech other) {
    return new TlsProfile(credentials, other, versions, credSsp, identity);
  }

  private TlsProfile speaking(Versions other) {
    return new TlsProfile(credentials, speech, other, credSsp, identity);
  }

  private TlsProfile answering(CredSsp other) {
    return new TlsProfile(credentials, speech, versions, other, identity);
  }

  private TlsProfile as(HostIdentity other) {
    return new TlsProfile(credentials, speech, versions, credSsp, other);
  }
}
