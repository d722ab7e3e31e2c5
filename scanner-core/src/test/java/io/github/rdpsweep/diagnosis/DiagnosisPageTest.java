package io.github.rdpsweep.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.probe.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/diagnosis.md equal to what the program does. */
class DiagnosisPageTest {

  private static final Path PAGE = Path.of("..", "docs", "diagnosis.md");
  private static final Path GENERATED = Path.of("target", "diagnosis.md");

  private static final String INTRODUCTION =
      """
      # From an outcome to a diagnosis

      An [outcome](outcomes.md) is a fact about one exchange. The diagnosis is drawn from it and from
      what else is known of the host: a verdict, a cause, and a sentence of advice, in the columns
      `verdict`, `cause` and `advice`.

      | verdict | |
      |---|---|
      | `ok` | every stage that was asked for succeeded, in good time |
      | `degraded` | RDP works, but the way there is slow or lossy, the server thinks for long, or it knows standard RDP security only |
      | `failing` | a host is expected here, and RDP does not work |
      | `absent` | nothing shows that a host exists here |
      | `unknown` | the scanner's own trouble; it says nothing about the host |

      The cause is `network`, `firewall`, `service` or `compatibility`, or `undetermined` where the
      evidence of one host cannot tell; its neighbours may. An advice says what was seen and what that
      is consistent with, never what was not measured.

      ## When a host is expected

      Most addresses of a subnet hold no host, so a silent address is not a failure by itself. A host
      is expected if

      - it answered: SYN-ACK or reset. An ICMP error may come from a router, and is no such answer;
      - it was named singly: the target is an address or a name, and no prefix or range;
      - it is in the inventory (`--inventory`);
      - it was `ok`, `degraded` or `failing` in the baseline (`--baseline`). `failing` is among them
        because a dead host would otherwise become an absent one as soon as last night's results are
        the baseline. A host that is gone for good leaves with a new baseline, or an exclude.

      `--fail-on failing` makes the exit code 1 if any host is failing, and `--fail-on new` if any is
      that was not failing in the baseline: because it worked, or was absent or unknown, or is not in
      it. The summary then names the first of them.

      **The inventory** is a CSV file with a column `address` or `host` (if it has both, the address
      counts where there is one), of single addresses and names, separated by commas, semicolons or
      tabs, in UTF-8. A target is looked up by its address: names of the inventory are resolved as
      those of targets are, so that an inventory of names fits a sweep of prefixes. A target whose own
      name is not found is looked up by that name. Ports play no part. Of two rows for one host the
      first counts. All other columns (site, owner, ...) are appended to the results as
      `inventory_NAME`.

      **The baseline** is the results CSV of an earlier sweep, of which the columns `address`, `port`
      and `verdict` are read. Of two rows for one target the better one counts. It takes at most 16 bytes
      of memory for each row that is not `absent` or `unknown`, and about a hundred for IPv6.

      ## The table

      Of an outcome's lines the first one counts whose evidence is shown.

      """;

  private static final String THRESHOLDS =
      """

      ## Thresholds

      They are for rows. A fleet is better judged by its own median, so a segment that is slow or
      lossy as a whole is told by the comparison with the others, not by these.

      | option | default | why |
      |---|---|---|
      | `--slow-rtt` | RTT ms | Published guidance for remote desktops (itopia's help centre): a round trip below 100 ms is ideal, up to 120 ms fine, above 150 ms worse. |
      | `--slow-reply` | REPLY ms | Our own. What the Connection Confirm took beyond a round trip is the server's thinking, or a device's in between. It takes neither cryptography nor a logon, so a healthy listener adds milliseconds. Linux sends a lost request again after 0.2 and 0.6 s, so even two losses are not taken for a slow server. |
      | `--lossy` | LOST packets | Our own. An exchange up to the Confirm has about four packets. At 1 % loss one exchange in 25 loses one, which is bad luck; one in 1,700 loses two. |

      The round trip is the kernel's (TCP_INFO). Where the transport cannot ask for it, the connect
      time stands in, unless a SYN was lost. Lost packets are the kernel's retransmissions, or else
      those that the connect time shows: TCP repeats a SYN after 1 s, then 2 s, then 4 s (RFC 6298), so
      a connect of 1, 3 or 7 s and more lost 1, 2 or 3. Each earlier attempt that was silent
      (column `attempts`) counts as one more.

      An ICMP error after 2 s or more is taken for a failed neighbour discovery: Linux asks three times,
      a second apart, while a router on the way rejects within a round trip.
      """;

  @Test
  void pageSaysWhatTheProgramDoes() throws IOException {
    String expected = page();
    Files.createDirectories(GENERATED.getParent());
    Files.writeString(GENERATED, expected, UTF_8);

    String actual = Files.exists(PAGE) ? Files.readString(PAGE).replace("\r\n", "\n") : "";

    assertEquals(
        expected,
        actual,
        "Bring it up to date: cp scanner-core/target/diagnosis.md docs/diagnosis.md");
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| outcome | evidence | verdict | cause | advice |\n|---|---|---|---|---|\n");
    for (Outcome outcome : Outcome.values()) {
      boolean first = true;
      for (Rule rule : DiagnosisTable.rulesOf(outcome)) {
        String evidence = rule.evidence().words();
        page.append("| ").append(first ? "`" + outcome.label() + "`" : "");
        page.append(" | ").append(evidence.isEmpty() && !first ? "otherwise" : evidence);
        page.append(" | ").append(rule.diagnosis().verdict().label());
        page.append(" | ").append(rule.diagnosis().cause().label());
        page.append(" | ").append(rule.diagnosis().advice()).append(" |\n");
        first = false;
      }
    }
    Thresholds defaults = Thresholds.DEFAULT;
    String thresholds =
        THRESHOLDS
            .replace("RTT", Long.toString(defaults.slowRoundTrip().toMillis()))
            .replace("REPLY", Long.toString(defaults.slowReply().toMillis()))
            .replace("LOST", Integer.toString(defaults.lossyPackets()));
    return page.append(thresholds).toString();
  }
}
