package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static io.github.rdpsweep.cli.Invocation.rdpsweepReading;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sweeps of hosts on loopback, from the arguments to the last byte of the outputs. */
@EnabledOnOs(OS.LINUX) // the only one that answers for all of 127.0.0.0/8
final class ScanCommandTest {

  private static final String HEADER =
      "target,address,port,segment,verdict,cause,outcome,stage,detail,advice,attempts,connect_ms,"
          + "negotiate_ms,tls_ms,identity_ms,total_ms,rtt_ms,retransmits,selected_protocol,nla,"
          + "negotiation_flags,failure_code,tls_version,tls_cipher,cert_subject,cert_issuer,"
          + "cert_not_after,cert_sha256,computer_name,dns_name,domain,os_build,os_name,"
          + "os_support_end,clock_skew_s,started_at,segment_name,"
          + "probes,probes_ready,flips,packets_sent,packets_lost,loss_pct,loss_low_pct,loss_high_pct,"
          + "rtt_min_ms,rtt_median_ms,jitter_ms,marked_loss_pct,marked_rtt_ms,unmarked_loss_pct,"
          + "unmarked_rtt_ms,path_mtu,accepted_protocols,legacy_rdp,rdp_encryption,"
          + "cert_not_before,cert_names,cert_name_match,cert_serial,cert_key,cert_signature,"
          + "cert_self_signed,cert_chain,credssp_version,netbios_domain,forest,policy_violations,"
          + "presence,marked_packets_sent,marked_packets_lost,unmarked_packets_sent,"
          + "unmarked_packets_lost";

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @TempDir private Path directory;

  @Test
  void writesARowForEachHostAndNothingElseToStandardOutput() throws IOException {
    try (SimulatedFleet fleet =
        SimulatedFleet.start(
            FleetPlan.of(
                List.of(
                    host(1, Behaviour.NLA),
                    host(2, Behaviour.OLD),
                    host(3, Behaviour.FAIL_5),
                    host(4, Behaviour.REFUSED),
                    host(5, Behaviour.SSH))))) {
      String port = Integer.toString(fleet.port());

      Invocation scan =
          rdpsweep("scan", "127.77.0.1-4", "127.77.0.5:" + port, "-p", port, "--transport", "nio");

      assertEquals(0, scan.exitCode());
      assertEquals(
          HEADER
              + """

              127.77.0.1-4,127.77.0.1,PORT,127.77.0.0/24,ok,,ready,negotiate,,,1,MS,MS,,,MS,,,HYBRID,supported,31,,,,,,,,,,,,,,,TIME,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
              127.77.0.1-4,127.77.0.2,PORT,127.77.0.0/24,degraded,compatibility,ready,negotiate,,"RDP answers with standard RDP security only, though TLS was offered: clients that insist on TLS or network level authentication cannot connect; set the server's security layer, or plan its update.",1,MS,MS,,,MS,,,RDP (no negotiation),no,,,,,,,,,,,,,,,,TIME,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
              127.77.0.1-4,127.77.0.3,PORT,127.77.0.0/24,failing,compatibility,negotiation-refused,negotiate,HYBRID_REQUIRED_BY_SERVER,"The server says that it insists on network level authentication: use clients that support it, and see that the offer reaches it unchanged.",1,MS,MS,,,MS,,,,required,,5,,,,,,,,,,,,,,TIME,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
              127.77.0.1-4,127.77.0.4,PORT,127.77.0.0/24,failing,service,refused,connect,ECONNREFUSED: reset or ICMP port unreachable,"Something is there, and the port is closed: exclude it if it is not meant to serve RDP, else see on the host whether TermService listens (qwinsta).",1,MS,,,,MS,,,,,,,,,,,,,,,,,,,,TIME,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
              127.77.0.5,127.77.0.5,PORT,127.77.0.0/24,failing,service,not-rdp,negotiate,"\""SSH-2.0-OpenSSH_9.2p1 Debian-2\""","Something else than RDP answers on the port: see who owns it, or correct the target's port.",1,MS,,,,MS,,,,,,,,,,,,,,,,,,,,TIME,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,known,,,,
              """,
          normalised(scan.out(), port));
    }
  }

  @Test
  void tellsAFilteredPortFromAnAbsentHostByItsAlivePorts() throws IOException {
    try (SimulatedFleet fleet =
            SimulatedFleet.start(
                FleetPlan.of(List.of(host(1, Behaviour.SILENT), host(2, Behaviour.SILENT))));
        WildcardHost other = WildcardHost.start(Behaviour.TARPIT)) {
      String[] arguments = {
        "scan",
        "127.77.0.0/30",
        "-p",
        "" + fleet.port(),
        "--exclude",
        "127.77.0.0,127.77.0.3",
        "--connect-timeout",
        "200ms",
        "--alive-ports"
      };

      Invocation alive = rdpsweep(with(arguments, "" + other.port()));
      Invocation dead = rdpsweep(with(arguments, "" + fleet.port()));

      assertEquals(0, alive.exitCode(), "a refusal on another port is an answer");
      assertEquals(0, alive.exitCode(), alive.err());
      List<String> rows = alive.out().lines().skip(1).toList();
      assertEquals(2, rows.size());
      for (String row : rows) {
        assertTrue(
            row.contains(",failing,firewall,silent,connect,port " + other.port() + " accepts,"),
            row);
      }
      assertTrue(alive.err().contains(" 6 connects (2 of them follow-ups)"), alive.err());
      for (String row : dead.out().lines().skip(1).toList()) {
        assertTrue(row.contains(",absent,,silent,connect,,"), row);
      }
    }
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void tellsTheSummaryOnStandardError() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.TLS)) {
      Invocation scan =
          rdpsweep("scan", "127.77.1.0/28:" + host.port(), "-o", "/dev/null", "--seed", "7");

      assertEquals(0, scan.exitCode());
      assertEquals("", scan.out());
      List<String> lines = scan.err().lines().toList();
      assertEquals("no finding: no part of the fleet stands out from the rest", lines.get(0));
      assertEquals("", lines.get(1));
      assertTrue(
          lines.get(2).matches("16 of 16 targets in \\d\\.\\d\\d s, 16 connects"), scan.err());
      assertTrue(
          lines
              .get(3)
              .matches(
                  "first pass: 16 connects in \\d\\.\\d\\d s, \\d+ a second"
                      + " \\(at most 1,000 a second, 200 in a segment\\)"),
          scan.err());
      assertTrue(lines.get(4).startsWith("seed 7, shard 1/1, transport "), scan.err());
      assertTrue(lines.contains("ready                          16  100.0 %"), scan.err());
      assertTrue(lines.stream().anyMatch(line -> line.matches("connect +16 +.*")), scan.err());
      assertTrue(lines.stream().anyMatch(line -> line.matches("negotiate +16 +.*")), scan.err());
    }
  }

  @Test
  void quietPrintsNothingOnSuccess() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Path results = directory.resolve("results.csv");

      Invocation scan =
          rdpsweep("scan", "127.77.1.1:" + host.port(), "-q", "-o", results.toString());

      assertEquals(new Invocation(0, "", ""), scan);
      assertEquals(2, Files.readAllLines(results).size());
    }
  }

  @Test
  void replacesTheOldFileWhenWhole() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Path results = Files.writeString(directory.resolve("results.csv"), "old");

      rdpsweep("scan", "127.77.1.1-3:" + host.port(), "-o", results.toString());

      List<String> lines = Files.readAllLines(results);
      assertEquals(HEADER, lines.get(0));
      assertEquals(4, lines.size());
      assertEquals(List.of("results.csv"), fileNames());
    }
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Invocation scan = rdpsweep("scan", "127.77.1.1-3:" + host.port(), "-q", "-o", "-");

      assertEquals(Set.of("127.77.1.1", "127.77.1.2", "127.77.1.3"), addresses(scan.out()));
      assertEquals(List.of(), fileNames());
    }
  }

  @Test
  void summarisesAsJson() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.CLOSE)) {
      Path summary = directory.resolve("summary.json");

      Invocation scan =
          rdpsweep(
              "scan",
              "127.77.1.0/28:" + host.port(),
              "-q",
              "--seed",
              "7",
              "--rate",
              "500",
              "--segment-rate",
              "unlimited",
              "--max-in-flight",
              "5",
              "--transport",
              "nio",
              "--summary-json",
              summary.toString());

      assertEquals(0, scan.exitCode());
      String json =
          Files.readString(summary)
              .replaceAll(TIME, "TIME")
              .replaceAll("(?<= : )\\d+\\.\\d+", "N")
              .replaceFirst("(?<=\"command\" : \\[ )[^\\]]*", "")
              .replaceFirst("(?<=\"vantage\" : \\{)[^}]*", " ");
      assertEquals(
          """
          {
            "program" : "rdpsweep (not packaged)",
            "command" : [ ],
            "vantage" : { },
            "complete" : true,
            "started_at" : "TIME",
            "ended_at" : "TIME",
            "duration_s" : N,
            "targets" : 16,
            "rows" : 16,
            "resumed_rows" : 0,
            "answered" : 16,
            "attempts" : 16,
            "follow_ups" : 0,
            "first_pass_attempts" : 16,
            "first_pass_s" : N,
            "first_pass_per_s" : N,
            "settings" : {
              "seed" : 7,
              "shard" : "1/1",
              "depth" : "negotiate",
              "transport" : "nio",
              "transport_reason" : "",
              "close" : "rst",
              "event_loops" : 1,
              "rate" : 500,
              "segment_rate" : null,
              "max_in_flight" : 5,
              "connect_timeout_s" : N,
              "reply_timeout_s" : N,
              "retries" : 1,
              "repeat" : 1,
              "repeat_spacing_s" : N,
              "dscp" : null
            },
            "outcomes" : {
              "unresolved" : 0,
              "no-route" : 0,
              "not-sent" : 0,
              "cancelled" : 0,
              "silent" : 0,
              "refused" : 0,
              "unreachable" : 0,
              "hung" : 0,
              "unacknowledged" : 0,
              "closed" : 16,
              "reset" : 0,
              "not-rdp" : 0,
              "malformed" : 0,
              "disconnected" : 0,
              "negotiation-refused" : 0,
              "tls-failed" : 0,
              "tls-hung" : 0,
              "tls-closed" : 0,
              "identity-failed" : 0,
              "ready" : 0
            },
            "own_troubles" : {
              "descriptors" : 0,
              "ports" : 0,
              "buffers" : 0,
              "denied" : 0,
              "other" : 0,
              "late" : 0
            },
            "doubted" : 0,
            "outages" : [ ],
            "verdicts" : {
              "ok" : 0,
              "degraded" : 0,
              "failing" : 16,
              "absent" : 0,
              "unknown" : 0
            },
            "causes" : {
              "failing" : {
                "network" : 0,
                "firewall" : 0,
                "service" : 16,
                "compatibility" : 0,
                "undetermined" : 0
              },
              "degraded" : {
                "network" : 0,
                "firewall" : 0,
                "service" : 0,
                "compatibility" : 0,
                "undetermined" : 0
              }
            },
            "new_failures" : null,
            "policy" : {
              "violating" : 0,
              "checks" : [ ]
            },
            "inventory" : {
              "hosts" : 0,
              "not_swept" : 0,
              "not_swept_example" : ""
            },
            "finding_count" : 1,
            "findings" : [ {
              "sentence" : "127.77.1.0/24: 16 of 16 expected hosts fail (100 %, 95 % interval 81-100 %; elsewhere 0 %): 16 closed; consistent with trouble of the hosts themselves (service): the path to them works; TCP is accepted and no X.224 answer comes, as from a middlebox that accepts for them.",
              "next_step" : "Look for event 1006 and the value of MaxOutstandingConnections on one of these hosts, then restart Remote Desktop Services (Restart-Service TermService -Force). Look for a device in the path that accepts for them or inspects RDP (SYN proxy, load balancer, intrusion prevention): connect to one of them from inside the segment, and compare the TTL of the SYN-ACK with a neighbour's.",
              "kind" : "failing",
              "cause" : "service",
              "name" : "",
              "prefix_count" : 1,
              "prefixes" : [ "127.77.1.0/24" ],
              "hosts" : 16,
              "affected" : 16,
              "ratio" : N,
              "ratio_low" : N,
              "ratio_high" : N,
              "elsewhere_ratio" : N,
              "typical_ms" : N,
              "elsewhere_ms" : N,
              "evidence" : {
                "closed" : 16
              },
              "failure_code_4" : 0,
              "traces" : [ ]
            } ],
            "tracing" : "",
            "segments" : {
              "swept" : 1,
              "failing" : 1,
              "expected_hosts" : 16,
              "worst" : [ {
                "segment" : "127.77.1.0/24",
                "name" : "",
                "cause" : "service",
                "ratio" : N,
                "ratio_low" : N,
                "ratio_high" : N,
                "failures" : 16,
                "expected" : 16,
                "swept" : 16,
                "latency_p50_ms" : N,
                "outcomes" : {
                  "closed" : 16
                },
                "note" : "16 of 16 that answer accept TCP and give no X.224 answer: consistent with a middlebox that accepts for them, or with listeners that hang"
              } ]
            },
            "repeats" : {
              "targets" : 0,
              "flipping" : 0,
              "packets_sent" : 0,
              "packets_lost" : 0,
              "loss" : null,
              "loss_low" : null,
              "loss_high" : null
            },
            "qos" : {
              "hosts" : 0,
              "marked_packets_sent" : 0,
              "marked_packets_lost" : 0,
              "unmarked_packets_sent" : 0,
              "unmarked_packets_lost" : 0,
              "loss_difference" : {
                "shown" : false,
                "estimate" : null,
                "low" : null,
                "high" : null
              },
              "latency_difference_ms" : {
                "shown" : false,
                "estimate" : null,
                "low" : null,
                "high" : null
              }
            },
            "latency_ms" : {
              "connect" : {
                "count" : 16,
                "p50" : N,
                "p90" : N,
                "p99" : N,
                "p99.9" : N,
                "max" : N
              },
              "negotiate" : {
                "count" : 0
              }
            }
          }
          """,
          json);
    }
  }

  @Test
  void theSummaryCanTakeStandardOutputInsteadOfTheResults() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Invocation scan =
          rdpsweep(
              "scan", "127.77.1.1:" + host.port(), "-q", "-o", "/dev/null", "--summary-json", "-");

      assertEquals(0, scan.exitCode());
      assertTrue(scan.out().startsWith("{\n  \"program\" : "), scan.out());
      assertTrue(scan.out().strip().endsWith("\n}"), scan.out());
    }
  }

  @Test
  void dryRunTellsWhatWouldHappenAndConnectsToNobody() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Path results = directory.resolve("results.csv");

      Invocation scan =
          rdpsweep(
              "scan",
              "127.77.1.0/24",
              "[::1]:9",
              "-p",
              Integer.toString(host.port()),
              "--seed",
              "3",
              "--dry-run",
              "-o",
              results.toString());

      assertEquals(0, scan.exitCode());
      assertEquals("", scan.err());
      List<String> lines = scan.out().lines().toList();
      assertEquals(
          List.of(
              "257 targets on 257 addresses, seed 3, shard 1/1",
              "time: about 0:02 if all answer, 0:07 if none does;"
                  + " at most 1,000 a second, 200 in a segment",
              "from: 127.0.0.1",
              "order:"),
          lines.subList(0, 4));
      assertEquals("  and 247 more", lines.get(14));
      assertEquals(15, lines.size());
      assertEquals(0, host.accepted());
      assertEquals(List.of(), fileNames());
    }
  }

  @Test
  void dryRunSaysWhatWouldBeRefused() {
    Invocation scan = rdpsweep("scan", "8.8.8.0/30", "--dry-run", "--seed", "1");

    assertEquals(0, scan.exitCode());
    assertTrue(
        scan.out()
            .contains(
                "would be refused: --allow-public: needed for 8.8.8.0, which is no private address"
                    + " (target \"8.8.8.0/30\"); sweep only what you may\n"),
        scan.out());
    Invocation allowed =
        rdpsweep("scan", "8.8.8.0/30", "--dry-run", "--seed", "1", "--allow-public");
    assertFalse(allowed.out().contains("refused"), allowed.out());
  }

  @Test
  void saysWhichBlocksAreNotSwept() {
    Invocation scan = rdpsweep("scan", "10.0.0.0/24,223.255.255.255-224.0.0.3", "--dry-run");

    assertEquals("note: not swept: 224.0.0.0/4 (multicast)\n", scan.err());
    Invocation quiet =
        rdpsweep("scan", "10.0.0.0/24,223.255.255.255-224.0.0.3", "--dry-run", "--quiet");
    assertEquals("", quiet.err());
  }

  @Test
  void dryRunShowsEveryTargetOfFew() {
    Invocation scan = rdpsweep("scan", "[fd00:0::1]:3390", "--dry-run", "--seed", "1");

    assertEquals(
        """
        1 targets on 1 addresses, seed 1, shard 1/1
        time: about 0:01 if all answer, 0:05 if none does; at most 1,000 a second, 200 in a segment
        order:
          [fd00::1]:3390
        """,
        scan.out().replaceFirst("from: .*\n", "")); // only where there is a route
  }

  @Test
  void readsTargetsFromFilesAndStandardInput() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Path first = Files.writeString(directory.resolve("first"), "\ufeff127.77.1.1\r\n\r\n");
      Path second = Files.writeString(directory.resolve("second"), "127.77.1.2 # the second\n");

      Invocation scan =
          rdpsweepReading(
              "127.77.1.3,127.77.1.4",
              "scan",
              "-q",
              "-f",
              first.toString(),
              "-f",
              "-",
              "-f",
              second.toString(),
              "127.77.1.5",
              "-p",
              Integer.toString(host.port()));

      assertEquals(
          Set.of("127.77.1.1", "127.77.1.2", "127.77.1.3", "127.77.1.4", "127.77.1.5"),
          addresses(scan.out()));
    }
  }

  @Test
  void excludesWinWhereverTheyStand() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Path file = Files.writeString(directory.resolve("excludes"), "127.77.1.4-5\n");

      Invocation scan =
          rdpsweepReading(
              "127.77.1.6\n",
              "scan",
              "--exclude",
              "127.77.1.0/31",
              "127.77.1.0/29",
              "--segment-rate",
              "unlimited",
              "--exclude-file",
              file.toString(),
              "--exclude",
              "127.77.1.7",
              "127.77.1.7",
              "--exclude-file",
              "-",
              "-q",
              "-p",
              Integer.toString(host.port()));

      assertEquals(Set.of("127.77.1.2", "127.77.1.3"), addresses(scan.out()));
      assertEquals(2, host.accepted());
    }
  }

  /** An option that is given again must never make the sweep forget what came before. */
  @Test
  void refusesAnOptionGivenTwice() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      String port = Integer.toString(host.port());

      Invocation scan =
          rdpsweep("scan", "127.77.1.1-2", "--exclude", "127.77.1.1", "-p", port, "-p", port, "-q");

      assertEquals(
          new Invocation(
              2,
              "",
              """
              rdpsweep: option '--ports' (LIST) should be specified only once
              Try 'rdpsweep scan --help'.
              """),
          scan);
      assertEquals(0, host.accepted());
    }
  }

  @Test
  void probesEveryPortOfTheList() throws IOException {
    try (WildcardHost first = WildcardHost.start(Behaviour.NLA);
        WildcardHost second = WildcardHost.start(Behaviour.SSH)) {
      Invocation scan =
          rdpsweep("scan", "127.77.1.1-2", "-q", "-p", first.port() + "," + second.port());

      Set<String> found = new TreeSet<>();
      for (List<String> row : rows(scan.out())) {
        found.add(row.get(1) + ":" + row.get(2) + " " + row.get(6));
      }
      assertEquals(
          Set.of(
              "127.77.1.1:" + first.port() + " ready",
              "127.77.1.1:" + second.port() + " not-rdp",
              "127.77.1.2:" + first.port() + " ready",
              "127.77.1.2:" + second.port() + " not-rdp"),
          found);
    }
  }

  @Test
  void oneSeedIsOneOrder() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      List<String> first = order(host, "11");

      assertEquals(32, first.size());
      assertEquals(first, order(host, "11"));
      assertNotEquals(first, order(host, "12"));
    }
  }

  /** One at a time, so that rows come in the order of the starts. */
  private static List<String> order(WildcardHost host, String seed) {
    Invocation scan =
        rdpsweep(
            "scan",
            "127.77.1.0/27:" + host.port(),
            "-q",
            "--seed",
            seed,
            "--max-in-flight",
            "1",
            "--rate",
            "unlimited",
            "--segment-rate",
            "unlimited");
    assertEquals(0, scan.exitCode());
    return rows(scan.out()).stream().map(row -> row.get(1)).toList();
  }

  @Test
  void shardsTogetherAreTheWholeSweep() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      List<String> all = new ArrayList<>();
      for (String shard : List.of("1/3", "2/3", "3/3")) {
        Invocation scan =
            rdpsweep(
                "scan",
                "127.77.1.0/27:" + host.port(),
                "-q",
                "--seed",
                "5",
                "--shard",
                shard,
                "--segment-rate",
                "unlimited");
        all.addAll(rows(scan.out()).stream().map(row -> row.get(1)).toList());
      }

      assertEquals(
          IntStream.range(0, 32)
              .mapToObj(last -> "127.77.1." + last)
              .collect(toCollection(TreeSet::new)),
          new TreeSet<>(all));
      assertEquals(32, all.size());
    }
  }

  @Test
  void connectIsDepthEnough() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.HUNG)) {
      Invocation scan = rdpsweep("scan", "127.77.1.1:" + host.port(), "-q", "--depth", "connect");

      assertEquals("ready", rows(scan.out()).get(0).get(6));
    }
  }

  @Test
  void aNameThatIsNotFoundHasItsRow() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Invocation scan = rdpsweep("scan", "no-such-host.invalid", "127.77.1.1:" + host.port(), "-q");

      assertEquals(0, scan.exitCode());
      assertTrue(
          scan.out()
              .contains(
                  "\nno-such-host.invalid,,3389,,failing,undetermined,unresolved,before,name not found,"),
          scan.out());
    }
  }

  @Test
  void aSweepThatReachedNobodyIsNotClean() {
    assertEquals(3, rdpsweep("scan", "no-such-host.invalid", "-q").exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void everyTargetHasOneRowWhateverTheLoops(String loops) throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Invocation scan =
          rdpsweep(
              "scan",
              "127.77.2.0/23:" + host.port(),
              "-q",
              "--event-loops",
              loops,
              "--rate",
              "unlimited",
              "--segment-rate",
              "unlimited");

      assertEquals(512, rows(scan.out()).size());
      assertEquals(512, addresses(scan.out()).size());
    }
  }

  @Test
  void anOutputThatFailsIsIncompleteInOneLine() {
    Invocation scan = rdpsweep("scan", "127.77.1.1:9", "-o", "/dev/full");

    assertEquals(new Invocation(3, "", "rdpsweep: /dev/full: No space left on device\n"), scan);
  }

  private List<String> fileNames() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Set<String> addresses(String csv) {
    return rows(csv).stream().map(row -> row.get(1)).collect(toCollection(TreeSet::new));
  }

  /** The cells of each row, as far as none is quoted. */
  private static List<List<String>> rows(String csv) {
    return csv.lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
  }

  private static FleetPlan.Host host(int lastOctet, Behaviour behaviour) throws IOException {
    byte[] address = {127, 77, 0, (byte) lastOctet};
    return new FleetPlan.Host((Inet4Address) InetAddress.getByAddress(address), behaviour);
  }

  /** Without times, and in the order of addresses. */
  private static String normalised(String csv, String port) {
    List<String> lines =
        csv.lines()
            .map(line -> line.replaceAll(TIME, "TIME"))
            .map(line -> line.replaceAll("(?<=,)\\d+\\.\\d{3}(?=,)", "MS"))
            .map(line -> line.replaceAll("\\b" + port + "\\b", "PORT"))
            .toList();
    return lines.get(0)
        + "\n"
        + lines.stream().skip(1).sorted().map(line -> line + "\n").collect(joining());
  }
}
