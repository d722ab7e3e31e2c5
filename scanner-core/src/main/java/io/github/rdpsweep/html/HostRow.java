package io.github.rdpsweep.html;

import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.report.RowTexts;
import java.util.List;

/**
 * A row that the report shows, small enough to keep 100,000 of them: words that are shared with
 * other rows, and numbers in thousandths.
 */
final class HostRow {

  static final List<ResultColumn> WORDS =
      List.of(
          ResultColumn.ADDRESS,
          ResultColumn.TARGET,
          ResultColumn.SEGMENT_NAME,
          ResultColumn.VERDICT,
          ResultColumn.CAUSE,
          ResultColumn.OUTCOME,
          ResultColumn.STAGE,
          ResultColumn.DETAIL,
          ResultColumn.ADVICE,
          ResultColumn.SELECTED_PROTOCOL,
          ResultColumn.NLA,
          ResultColumn.FAILURE_CODE,
          ResultColumn.ACCEPTED_PROTOCOLS,
          ResultColumn.LEGACY_RDP,
          ResultColumn.TLS_VERSION,
          ResultColumn.TLS_CIPHER,
          ResultColumn.CERT_SUBJECT,
          ResultColumn.CERT_ISSUER,
          ResultColumn.CERT_NOT_AFTER,
          ResultColumn.COMPUTER_NAME,
          ResultColumn.DNS_NAME,
          ResultColumn.DOMAIN,
          ResultColumn.OS_NAME,
          ResultColumn.OS_SUPPORT_END,
          ResultColumn.POLICY_VIOLATIONS,
          ResultColumn.PRESENCE);

  static final List<ResultColumn> NUMBERS =
      List.of(
          ResultColumn.PORT,
          ResultColumn.ATTEMPTS,
          ResultColumn.CONNECT_MS,
          ResultColumn.NEGOTIATE_MS,
          ResultColumn.TLS_MS,
          ResultColumn.IDENTITY_MS,
          ResultColumn.RTT_MS,
          ResultColumn.RETRANSMITS,
          ResultColumn.CLOCK_SKEW_S,
          ResultColumn.PROBES,
          ResultColumn.FLIPS,
          ResultColumn.LOSS_PCT,
          ResultColumn.JITTER_MS);

  static final int NOTHING = Integer.MIN_VALUE;

  private static final double MOST = Integer.MAX_VALUE / 1e3;

  private final long key;
  private final String[] words = new String[WORDS.size()];
  private final int[] numbers = new int[NUMBERS.size()];

  /**
   * Keeps the cells of a row.
   *
   * @param key what decides whether it is kept: the smaller, the sooner
   * @param known words of other rows
   */
  HostRow(long key, RowTexts texts, RepeatedWords known) {
    this.key = key;
    for (int i = 0; i < words.length; i++) {
      words[i] = known.of(texts.text(WORDS.get(i)));
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = thousandths(texts.text(NUMBERS.get(i)));
    }
  }

  private static int thousandths(String text) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    try {
      // Spreadsheets of some countries write a decimal comma.
      double value = Double.parseDouble(text.replace(',', '.'));
      return (int) Math.round(Math.max(-MOST, Math.min(MOST, value)) * 1e3);
    } catch (NumberFormatException e) {
      return NOTHING; // a file that someone edited; the report shows what there is
    }
  }

  long key() {
    return key;
  }

  /** The cell of one of {@link #WORDS}, by its place there. */
  String word(int place) {
    return words[place];
  }

  String address() {
    return words[0];
  }

  /**
   * The cell of one of {@link #NUMBERS}, by its place there; in thousandths, or {@link #NOTHING}.
   */
  int number(int place) {
    return numbers[place];
  }

  int port() {
    return numbers[0];
  }
}
