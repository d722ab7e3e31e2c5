package io.github.rdpsweep.report;

import java.util.Locale;

/**
 * The columns of the results CSV, in their order. Scripts count on both: new columns are only ever
 * added at the end.
 */
public enum ResultColumn {
  TARGET,
  ADDRESS,
  PORT,
  SEGMENT,
  VERDICT,
  CAUSE,
  OUTCOME,
  STAGE,
  DETAIL,
  ADVICE,
  ATTEMPTS,
  CONNECT_MS,
  NEGOTIATE_MS,
  TLS_MS,
  IDENTITY_MS,
  TOTAL_MS,
  RTT_MS,
  RETRANSMITS,
  SELECTED_PROTOCOL,
  NLA,
  NEGOTIATION_FLAGS,
  FAILURE_CODE,
  TLS_VERSION,
  TLS_CIPHER,
  CERT_SUBJECT,
  CERT_ISSUER,
  CERT_NOT_AFTER,
  CERT_SHA256,
  COMPUTER_NAME,
  DNS_NAME,
  DOMAIN,
  OS_BUILD,
  OS_NAME,
  OS_SUPPORT_END,
  CLOCK_SKEW_S,
  STARTED_AT,
  SEGMENT_NAME,
  PROBES,
  PROBES_READY,
  FLIPS,
  PACKETS_SENT,
  PACKETS_LOST,
  LOSS_PCT,
  LOSS_LOW_PCT,
  LOSS_HIGH_PCT,
  RTT_MIN_MS,
  RTT_MEDIAN_MS,
  JITTER_MS,
  MARKED_LOSS_PCT,
  MARKED_RTT_MS,
  UNMARKED_LOSS_PCT,
  UNMARKED_RTT_MS,
  PATH_MTU,
  ACCEPTED_PROTOCOLS,
  LEGACY_RDP,
  RDP_ENCRYPTION,
  CERT_NOT_BEFORE,
  CERT_NAMES,
  CERT_NAME_MATCH,
  CERT_SERIAL,
  CERT_KEY,
  CERT_SIGNATURE,
  CERT_SELF_SIGNED,
  CERT_CHAIN,
  CREDSSP_VERSION,
  NETBIOS_DOMAIN,
  FOREST,
  POLICY_VIOLATIONS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the header row; stable. */
  public String label() {
    return label;
  }

  /** Whether its cells are numbers, where they are not empty. */
  public boolean isNumber() {
    return switch (this) {
      case PORT, ATTEMPTS, RETRANSMITS, NEGOTIATION_FLAGS, FAILURE_CODE -> true;
      case CONNECT_MS, NEGOTIATE_MS, TLS_MS, IDENTITY_MS, TOTAL_MS, RTT_MS, CLOCK_SKEW_S -> true;
      case PROBES, PROBES_READY, FLIPS, PACKETS_SENT, PACKETS_LOST -> true;
      case LOSS_PCT, LOSS_LOW_PCT, LOSS_HIGH_PCT, MARKED_LOSS_PCT, UNMARKED_LOSS_PCT -> true;
      case RTT_MIN_MS, RTT_MEDIAN_MS, JITTER_MS, MARKED_RTT_MS, UNMARKED_RTT_MS, PATH_MTU -> true;
      case CERT_CHAIN, CREDSSP_VERSION -> true;
      case TARGET, ADDRESS, SEGMENT, SEGMENT_NAME -> false;
      case VERDICT, CAUSE, OUTCOME, STAGE, DETAIL, ADVICE, STARTED_AT -> false;
      case SELECTED_PROTOCOL, NLA, TLS_VERSION, TLS_CIPHER -> false;
      case CERT_SUBJECT, CERT_ISSUER, CERT_NOT_AFTER, CERT_SHA256 -> false;
      case CERT_NOT_BEFORE, CERT_NAMES, CERT_NAME_MATCH, CERT_SERIAL, CERT_KEY -> false;
      case CERT_SIGNATURE, CERT_SELF_SIGNED, ACCEPTED_PROTOCOLS -> false;
      case LEGACY_RDP, RDP_ENCRYPTION -> false;
      case COMPUTER_NAME, DNS_NAME, DOMAIN, OS_BUILD, OS_NAME, OS_SUPPORT_END -> false;
      case NETBIOS_DOMAIN, FOREST, POLICY_VIOLATIONS -> false;
    };
  }
}
