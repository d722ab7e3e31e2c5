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
      | `degraded` | RDP works, but not every time, or the way there is slow, lossy or jittery, the server thinks for long, or its security, certificate, clock or system is out of date |
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
      | `--slow-reply` | REPLY ms | Our own. A Connection Confirm takes neither cryptography nor a logon, so a healthy listener adds milliseconds; a request that was lost twice is sent again within 0.2 and 0.6 s (Linux) and does not reach this. |
      | `--lossy` | LOSS % | Cisco's guides to voice networks allow 1 %; a remote desktop is as interactive. It rides on TCP, which at 1 % loss and a round trip of 50 ms carries less than 3 Mbit/s (Mathis and others, 1997). |
      | `--jittery` | JITTER ms | The same guides: voice degrades where jitter keeps above 30 ms. |

      A host is lossy if at least two packets were lost, and the lower end of the share's 95 %
      interval (Wilson's) is above the threshold: one lost packet is bad luck, and so are two of two
      hundred. Of a single exchange, which has two packets, that takes two that were lost. A host is
      jittery only by four round trips or more. With `--repeat` the round trip and the think time are
      medians of all probes.

      Think time is `negotiate_ms` minus the round trip. The round trip is the kernel's (TCP_INFO) where
      the transport can ask for it, which is mostly the SYN's; elsewhere the connect time stands in,
      unless a SYN was lost.

      **Lost packets** are those that TCP sent again: SYNs and segments with data, of which a probe of
      depth `negotiate` has two. A packet whose answer was lost on the way back counts, too, since the
      sender cannot tell; losses of the server's own packets do not show. Where the kernel cannot be
      asked, the connect time tells of lost SYNs, and of nothing else: TCP repeats a SYN after 1 s, and
      each wait is twice the one before (RFC 6298: 1, 3, 7 s), or the first few repeats are a second
      apart (Linux from 6.5 on, `net.ipv4.tcp_syn_linear_timeouts`; the scanner reads it). Each earlier
      attempt that was silent (column `attempts`) counts as one more, unless the round trip is 250 ms
      or more, when the answer may have been late.

      An ICMP error after 2 s or more is taken for a failed neighbour discovery: Linux asks three times,
      a second apart, while a router on the way rejects within a round trip.

      Certificates and systems are judged by the day of the probe. A clock may be 5 min off, which is
      what Kerberos bears unless it is told otherwise. Keys count as short below 2048 bits of RSA and
      224 of a curve (NIST SP 800-57). A system counts as out of support only if every product that
      shares the claimed build is, paid updates included: the table with its date is
      `windows-builds.txt` in the sources.

      ## Repeated probes

      With `--repeat N` each target whose host answered its first probe, be it with a reset, is probed
      N times in all, `--repeat-spacing` apart (from the end of one to the start of the next), over
      connections of its own. Old listeners stop listening when too many connections are pending, so
      the spacing is a second by default.

      The row stays what the first probe made it: outcome, times and what was negotiated. What all
      probes showed is in the columns from `probes` on, and in `detail` where they did not all end
      alike.

      - **Loss** is the share of packets that TCP sent again, with its 95 % interval. A probe that stayed
        silent counts as lost packets as long as loss explains it: with the loss of the other probes,
        so many silent ones must have a probability of at least 1 %. Silence beyond is the server's.
      - **Jitter** is the mean difference between a round trip and the one before: RFC 3550's interarrival
        jitter without its smoothing, which needs dozens of packets to settle, and of round trips, since
        there is no clock at the other end. Its source is the round trip above.
      - **Flips.** A server that is ready, turns clients away (refuses, hangs, closes, resets, or is
        silent beyond what loss explains) and is ready again, or the reverse, has flipped; that is
        what a listener with too many pending connections looks like from outside. If the first
        probe was ready, the host is `degraded`, else `failing`.

      ## Does a mark help?

      With `--dscp` packets carry a differentiated services code point. With `--repeat` too, every
      second probe of a target carries it and the others do not, so that both meet the same traffic; from
      `--repeat 3` on they are compared, without the first probe, which pays for address resolution and
      cold caches. Loss is compared by the difference of the two shares (Newcombe's interval, method
      10), latency by the median difference within hosts (the interval of the sign test). Both are at
      99.9 %, and a difference is named only if its interval does not hold 0, and is at least a
      millisecond of latency. Packets are taken for independent; where loss comes in bursts the
      interval of loss is too narrow.
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
            .replace("LOSS", Long.toString(Math.round(100 * defaults.loss())))
            .replace("JITTER", Long.toString(defaults.jitter().toMillis()));
    return page.append(thresholds).toString();
  }
}
