package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Supplement;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.probe.TlsFacts;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.CsvStyle;
import io.github.rdpsweep.report.ReshapedResults;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LibreOffice makes of certificates whose names are formulas. */
@Tag("tools")
class SpreadsheetIT {

  /**
   * As for files with comma and quotes in UTF-8, and with formulas allowed, which is no default.
   */
  private static final String IMPORT = "CSV:44,34,76,1,,1033,false,true,false,false,false,0,true";

  private static final String EXPORT =
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false";

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "=cmd|'/c calc'!A1",
          "=1+1",
          "@SUM(1;1)",
          "+1+1",
          "-1+1",
          "\uff1d1+1",
          "\uff0b1+1",
          "\uff20SUM(1;1)",
          "\t=1+1",
          "\r=1+1",
          "a;=1+1",
          "\"=1+1",
          " =1+1");

  @TempDir private Path folder;

  @Test
  void namesOfCertificatesStayText() throws IOException, InterruptedException {
    OutsideTool soffice = OutsideTool.named("soffice");
    for (boolean excel : new boolean[] {false, true}) {
      Path csv = folder.resolve("results.csv");
      write(csv, new CsvStyle(',', '.', excel));
      List<Results.Row> written = Results.read(csv);

      String sheet = Files.readString(convert(soffice, csv, "fods"));
      Path again = convert(soffice, csv, EXPORT);

      assertTrue(!sheet.contains("table:formula"), "a formula");
      List<Results.Row> read = Results.read(again);
      assertEquals(HOSTILE.size(), read.size());
      for (int i = 0; i < HOSTILE.size(); i++) {
        assertEquals(written.get(i).get("cert_subject"), read.get(i).get("cert_subject"));
        assertEquals("-17.500", written.get(i).get("cert_issuer"));
        assertEquals(-17.5, Double.parseDouble(read.get(i).get("cert_issuer")));
      }
    }
  }

  /** Without this, the other test could not fail. */
  @Test
  void anUnguardedFormulaRuns() throws IOException, InterruptedException {
    OutsideTool soffice = OutsideTool.named("soffice");
    Path csv = Files.writeString(folder.resolve("results.csv"), "a,b\n=1+1,x\n");

    assertTrue(Files.readString(convert(soffice, csv, "fods")).contains("table:formula"));
  }

  private Path convert(OutsideTool soffice, Path csv, String filter)
      throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(folder, "converted");
    soffice.run(
        Path.of("/dev/null"),
        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
        "--headless",
        "--infilter=" + IMPORT,
        "--convert-to",
        filter,
        "--outdir",
        out.toString(),
        csv.toString());
    try (var files = Files.list(out)) {
      return files.findFirst().orElseThrow(() -> new IOException("nothing was converted"));
    }
  }

  /** Results as a sweep writes them, with a number where an issuer would be. */
  private static void write(Path file, CsvStyle style) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ResultsCsv csv =
          new ResultsCsv(ReshapedResults.csv(out, List.of(), style), SecurityProtocol.HYBRID);
      ResultRows rows =
          new ResultRows(
              new Diagnoser(Thresholds.DEFAULT, SecurityProtocol.HYBRID),
              KnownHosts.NONE,
              SegmentNames.NONE);
      for (String subject : HOSTILE) {
        csv.write(rows.of(result(subject)));
      }
      csv.flush();
    }
    assertTrue(Files.readString(file, UTF_8).contains("script"));
  }

  private static ProbeResult result(String subject) throws IOException {
    CertificateFacts certificate =
        new CertificateFacts(
            CertificateFacts.Reading.READ,
            1,
            "00".repeat(32),
            subject,
            "-17.500",
            List.of(),
            "1",
            Optional.empty(),
            Optional.empty(),
            "RSA",
            2048,
            "SHA256withRSA",
            true);
    return new ProbeResult(
        new Target(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 3389),
            "10.0.0.1"),
        Outcome.READY,
        Stage.TLS,
        "",
        1,
        new Timings(1_000_000, 1_000_000, 2_000_000),
        PathFacts.NONE,
        new Negotiation.Response(SecurityProtocol.HYBRID, 0),
        new ServerFacts(
            new TlsFacts("TLS 1.2", "", certificate), Optional.empty(), Optional.empty()),
        0,
        Supplement.NONE);
  }
}
