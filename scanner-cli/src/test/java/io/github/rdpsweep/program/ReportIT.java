package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.program.Program.Run;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report in a real browser, opened from a file as its reader opens it. */
@Tag("browser")
class ReportIT {

  private static final String HEADER =
      "target,address,port,verdict,cause,outcome,stage,detail,advice,connect_ms,negotiate_ms,rtt_ms,"
          + "selected_protocol,cert_subject,dns_name\n";

  private static final List<String> HOSTILE =
      List.of(
          "<script>window.harmed=1</script>",
          "</script><script>window.harmed=2</script>",
          "<img src=x onerror=window.harmed=3>",
          "'=cmd|' /C calc'!A0",
          "--><!--<svg onload=window.harmed=4>",
          "{{data}}\u2028\u202e",
          "javascript:window.harmed=5");

  private static Browser browser;

  @TempDir private static Path folder;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Browser.start();
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void hasWhatIsLookedForByItsRole() throws Exception {
    browser.open(report(fleet("roles.csv", 4_000)));

    List<String> seen = browser.accessible();

    for (String wanted :
        List.of(
            "banner",
            "main",
            "navigation Sections",
            "heading Findings",
            "heading Map of the segments",
            "application Map of the segments",
            "heading Latency by percentile",
            "search Filter the hosts",
            "searchbox Search",
            "table Hosts",
            "columnheader address",
            "rowheader 10.0.1.0",
            "heading How it was made")) {
      assertTrue(seen.contains(wanted), () -> wanted + " is not in " + seen);
    }
    assertTrue(
        seen.stream().anyMatch(node -> node.startsWith("image Latency by percentile for connect")));
    assertTrue(browser.text("#finding-list").contains("10.0.1.0/24"), "the silent segment");
    assertNothingWrong();
  }

  @Test
  void hostileTextIsText() throws Exception {
    Path file = folder.resolve("hostile.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int i = 0; i < HOSTILE.size(); i++) {
        String cell = '"' + HOSTILE.get(i).replace("\"", "\"\"") + '"';
        out.write(
            cell
                + ",10.0.0."
                + i
                + ",3389,degraded,compatibility,ready,negotiate,"
                + cell
                + ","
                + cell
                + ",1.000,2.000,0.500,"
                + cell
                + ","
                + cell
                + ","
                + cell
                + "\n");
      }
    }

    browser.open(report(file));
    browser.evaluate("document.querySelectorAll('tr.row').forEach((row) => row.click())");

    assertEquals("undefined", browser.evaluate("typeof window.harmed").asText());
    assertEquals(2, browser.evaluate("document.scripts.length").asInt());
    assertEquals(0, browser.evaluate("document.querySelectorAll('img, iframe').length").asInt());
    assertTrue(browser.text("#host-rows").contains("<script>window.harmed=1</script>"));
    assertNothingWrong();
  }

  @Test
  void searchSortAndKeysWork() throws Exception {
    browser.open(report(fleet("keys.csv", 4_000)));

    browser.evaluate("document.getElementById('filter-text').focus()");
    browser.type("srv7.");
    assertTrue(browser.text("#host-count").matches("[0-9,]+ of 4,000 rows"));
    browser.evaluate("document.getElementById('filter-reset').click()");
    browser.evaluate("new Promise((done) => setTimeout(done))");
    assertEquals("4,000 rows", browser.text("#host-count"));

    String header = "#host-head th[data-column=connect_ms]";
    browser.evaluate("document.querySelector('" + header + " button').click()");
    assertEquals(
        "ascending",
        browser.evaluate("document.querySelector('" + header + "').ariaSort").asText());
    browser.evaluate("document.querySelector('" + header + " button').click()");
    assertEquals(
        "descending",
        browser.evaluate("document.querySelector('" + header + "').ariaSort").asText());
    assertTrue(isFallingByConnectTime(), "the rows are in order");

    browser.evaluate("document.getElementById('map-cells').focus()");
    browser.press("ArrowRight");
    String told = browser.text("#map-says");
    assertTrue(told.startsWith("10.0."), told);
    browser.press("Enter");
    assertTrue(browser.text("#chosen").startsWith(told.substring(0, told.indexOf(';'))));
    assertEquals("250 of 4,000 rows", browser.text("#host-count"));
    browser.press("Escape");
    assertEquals("4,000 rows", browser.text("#host-count"));

    browser.evaluate("document.getElementById('host-scroll').focus()");
    browser.press("ArrowDown");
    browser.press("ArrowDown");
    browser.press("Enter");
    assertTrue(browser.text("#host-facts").startsWith("address10.0."));
    assertNothingWrong();
  }

  @Test
  void putsRowsInTheOrderOfTheirAddresses() throws Exception {
    Path file = folder.resolve("order.csv");
    List<String> ordered =
        List.of(
            "9.255.0.1 3389",
            "10.0.0.2 80",
            "10.0.0.2 3389",
            "10.0.0.10 3389",
            "2001:db8::9 3389",
            "2001:db8::a:0 3389",
            "2001:db8:0:1::1 3389",
            "fe80::1%2 3389",
            " 3389");
    List<String> mixed = new ArrayList<>(ordered);
    Collections.shuffle(mixed, new Random(3));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("target,address,port,verdict,cause,outcome,detail\n");
      for (String row : mixed) {
        String address = row.substring(0, row.indexOf(' '));
        String port = row.substring(row.indexOf(' ') + 1);
        String end = address.isEmpty() ? "unknown,,unresolved" : "ok,,ready";
        out.write("\"a, \"\"b\"\"\"," + address + "," + port + "," + end + ",\"1,5 \"\"\"\n");
      }
    }

    browser.open(report(file));
    browser.evaluate("document.querySelector('#host-head th[data-column=address] button').click()");

    assertEquals(
        String.join("\n", ordered),
        browser
            .evaluate(
                "[...document.querySelectorAll('tr.row')].map((row) => row.children[0].textContent"
                    + " + ' ' + row.children[1].textContent).join('\\n')")
            .asText());
    assertTrue(browser.text("#host-rows").contains("a, \"b\""));
    assertNothingWrong();
  }

  @Test
  void fitsAPhone() throws Exception {
    browser.resize(360, 740);
    try {
      browser.open(report(fleet("phone.csv", 4_000)));

      assertEquals(
          browser.evaluate("document.documentElement.clientWidth").asInt(),
          browser.evaluate("document.documentElement.scrollWidth").asInt());
      assertNothingWrong();
    } finally {
      browser.resize(1_280, 900);
    }
  }

  private static boolean isFallingByConnectTime() throws Exception {
    return browser
        .evaluate(
            "[...document.querySelectorAll('tr.row')].map((row) => Number(row.children["
                + "[...document.querySelectorAll('#host-head th')].findIndex((head) =>"
                + " head.dataset.column === 'connect_ms')].textContent))"
                + ".every((value, i, all) => i === 0 || value <= all[i - 1])")
        .asBoolean();
  }

  /** How long it takes is told, and not judged: this machine may be busy. */
  @Test
  void showsAHundredThousandRowsOfMore() throws Exception {
    Path page = report(fleet("large.csv", 120_000));

    browser.open(page);
    browser.evaluate("document.querySelector('#host-head th[data-column=address] button').click()");
    String byAddress = browser.evaluate("document.documentElement.dataset.sortMs").asText();
    browser.evaluate(
        "document.querySelector('#host-head th[data-column=dns_name] button').click()");
    String byName = browser.evaluate("document.documentElement.dataset.sortMs").asText();

    assertTrue(browser.text("#sample-note").startsWith("100,000 of 120,000 rows are in this page"));
    assertEquals("100,000 rows", browser.text("#host-count"));
    assertTrue(browser.evaluate("document.querySelectorAll('tr.row').length").asInt() < 100);
    assertNothingWrong();
    System.out.printf(
        "100,000 rows, %,d bytes: open after %s ms, sorted by address in %s ms, by name in %s ms%n",
        Files.size(page),
        browser.evaluate("document.documentElement.dataset.ready").asText(),
        byAddress,
        byName);
  }

  private static void assertNothingWrong() {
    assertEquals(List.of(), browser.complaints());
    assertEquals(1, browser.requests().size(), () -> browser.requests().toString());
    assertTrue(browser.requests().get(0).startsWith("file:"));
  }

  private static Path report(Path results) {
    Path page = results.resolveSibling(results.getFileName() + ".html");
    Run run = Program.PLAIN.run("report", results.toString(), "-o", page.toString());
    assertEquals(0, run.exitCode(), run::err);
    assertFalse(Files.notExists(page));
    return page;
  }

  /**
   * Segments of 250 hosts: the second is silent, the third refuses, and others have a bit of both.
   */
  private static Path fleet(String name, int hosts) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int i = 0; i < hosts; i++) {
        int segment = i / 250;
        String address = "10." + segment / 256 + "." + segment % 256 + "." + i % 250;
        String time = String.format("%d.%03d", 1 + i % 17, i * 7919L % 1000);
        out.write(address + "," + address + ",3389,");
        if (segment == 1) {
          out.write("failing,undetermined,silent,connect,,No answer.,,,,,,");
        } else if (segment == 2 || i % 40 == 0) {
          out.write("failing,service,refused,connect,ECONNREFUSED,Closed." + "," + time + ",,,,,");
        } else {
          out.write("ok,,ready,negotiate,,," + time + "," + time + "," + time + ",HYBRID,CN=x,");
        }
        out.write("srv" + i % 5_000 + ".example\n");
      }
    }
    return file;
  }
}
