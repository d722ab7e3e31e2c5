package io.github.rdpsweep.diagnosis;

import java.util.stream.Stream;

/** What an explained word or number is; in the order in which meanings of one number are told. */
public enum Topic {
  CLIENT(
      "client error code",
      "Microsoft, IMsTscAxEvents::OnDisconnected",
      "error code, dialog, disconnect reason"),
  EXTENDED(
      "extended error code",
      "Microsoft, ExtendedDisconnectReasonCode",
      "extended code, extended disconnect reason"),
  ERRORINFO("errorInfo of a Set Error Info PDU", "MS-RDPBCGR 2.2.5.1.1", "error info, errinfo"),
  FAILURE("RDP_NEG_FAILURE failureCode", "MS-RDPBCGR 2.2.1.2.2", "failure code, neg failure"),
  PROTOCOL("security protocol", "MS-RDPBCGR 2.2.1.1.1", "selected protocol, protocol bit"),
  FLAG("RDP_NEG_RSP flag", "MS-RDPBCGR 2.2.1.2.1", "negotiation flag"),
  LICENSING("licensing error", "MS-RDPBCGR 2.2.1.12.1.3", ""),
  ENCRYPTION("encryption level", "MS-RDPBCGR 2.2.1.4.3", ""),
  ASSISTANCE("Remote Assistance error", "MS-RA, error codes", ""),
  WIN32("Win32 error", "MS-ERREF", ""),
  OUTCOME("outcome", "", ""),
  STAGE("stage", "", ""),
  CAUSE("cause", "", ""),
  VERDICT("verdict", "", ""),
  TERM("term", "", "");

  private final String title;
  private final String source;
  private final String aliases;

  Topic(String title, String source, String aliases) {
    this.title = title;
    this.source = source;
    this.aliases = aliases;
  }

  /** What an entry is, as in {@code silent (outcome)}. */
  public String title() {
    return title;
  }

  /** Where its entries are defined, or empty for words of our own. */
  String source() {
    return source;
  }

  /** Whether a word, in any spelling, names this topic; a plural does. */
  boolean isCalled(String word) {
    String plain = Explanations.plain(word);
    if (plain.isEmpty()) {
      return false;
    }
    return matches(plain)
        || (plain.endsWith("s") && matches(plain.substring(0, plain.length() - 1)));
  }

  private boolean matches(String plain) {
    return plain.equals(Explanations.plain(name()))
        || plain.equals(Explanations.plain(title))
        || Stream.of(aliases.split(", ", -1)).map(Explanations::plain).anyMatch(plain::equals);
  }
}
