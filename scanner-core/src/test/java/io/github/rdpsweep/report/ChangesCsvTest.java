package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Grouping;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesCsvTest {

  private static final String HEADER =
      "change,segment,address,port,name,targets,of,before,after,outcome,cause\n";

  @TempDir private Path folder;

  @Test
  void writesARowForEachChange() throws IOException {
    String ofEvil = "a".repeat(64);
    String old =
        """
        target,address,port,verdict,cause,outcome,selected_protocol,tls_version,cert_sha256,os_build
        srv1.example,10.0.0.7,3389,ok,,ready,HYBRID,TLSv1.2,%1$s,10.0.1
        2001:db8::/64,2001:db8::7,3389,ok,,ready,,,,
        lost.example,,3390,failing,undetermined,unresolved,,,,
        """
            .formatted(ofEvil);
    String now =
        """
        cert_sha256;os_build;target;address;port;verdict;cause;outcome;selected_protocol
        %1$s;10.0.2;srv1.example;10.0.0.7;3389;failing;service;"=evil";SSL
        ;;2001:db8::/64;2001:db8::7;3389;absent;;silent;
        ;;lost.example;;3390;failing;undetermined;unresolved;
        ;;'=new;;3390;failing;undetermined;unresolved;
        """
            .formatted("b" + ofEvil.substring(1));

    assertEquals(
        HEADER
            + """
            broke,10.0.0.0/24,10.0.0.7,3389,srv1.example,1,,ok,failing,'=evil,service
            failing,,,3390,'=new,1,,,failing,unresolved,undetermined
            vanished,2001:db8::/64,2001:db8::7,3389,,1,,ok,absent,silent,
            certificate,10.0.0.0/24,10.0.0.7,3389,srv1.example,1,,aaaaaaaaaaaaaaaa,baaaaaaaaaaaaaaa,'=evil,service
            protocol,10.0.0.0/24,10.0.0.7,3389,srv1.example,1,,HYBRID TLSv1.2,SSL,'=evil,service
            build,10.0.0.0/24,10.0.0.7,3389,srv1.example,1,,10.0.1,10.0.2,'=evil,service
            """,
        csv(old, now));
  }

  @Test
  void writesARowForAWholeSegment() throws IOException {
    StringBuilder old = new StringBuilder("\ufeffaddress;port;verdict;outcome\r\n");
    StringBuilder now = new StringBuilder("address,verdict,outcome,port\n");
    for (int i = 0; i < 256; i++) {
      old.append("10.0.3.").append(i).append(";3389;ok;ready\r\n");
      now.append("10.0.3.").append(255 - i).append(",failing,").append("silent,3389\n");
    }

    assertEquals(
        HEADER + "broke,10.0.3.0/24,,,,256,256,,,silent,\n", csv(old.toString(), now.toString()));
  }

  @Test
  void comparesWhatASweepWrote() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv results = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    ResultRows rows = SampleResults.rows();
    results.write(rows.of(SampleResults.unresolved("nowhere.example")));
    results.write(rows.of(SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24"))));
    results.write(rows.of(SampleResults.silent(SampleResults.target("2001:db8::7", "two"))));
    results.flush();
    String file = out.toString(UTF_8);

    assertEquals(HEADER, csv(file, file));
    assertEquals(
        HEADER
            + "recovered,10.0.0.0/24,10.0.0.7,3389,,1,,failing,ok,ready,\n"
            + "protocol,10.0.0.0/24,10.0.0.7,3389,,1,,SSL,HYBRID,ready,\n",
        csv(file.replace(",ok,", ",failing,").replace(",HYBRID,", ",SSL,"), file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address,port           | ''               | :1: no column \"verdict\"; only results CSVs are compared",
        "address,port,verdict   | 10.0.0.7,x,ok    | :2: \"x\": no port",
        "address,port,verdict   | 10.0.0.7,1,well  | :2: \"well\": no verdict (ok, degraded, failing, absent or unknown)",
        "address,port,verdict,cert_sha256 | 10.0.0.7,1,ok,abc | :2: \"abc\": no SHA-256 fingerprint of 64 digits",
      })
  void namesFileAndLineOfWhatIsWrong(String header, String row, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("old.csv"), header + "\n" + row + "\n");

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> SnapshotReader.read(file, new Conditions()));

    assertEquals(file + reason, thrown.getMessage());
  }

  @Test
  void tellsOfAnOutputThatFails() throws IOException {
    Comparison comparison =
        compare("address,port,verdict\n", "address,port,verdict\n10.0.0.7,1,failing\n");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    IOException thrown = assertThrows(IOException.class, () -> ChangesCsv.write(full, comparison));

    assertEquals("No space left on device", thrown.getMessage());
  }

  private String csv(String old, String now) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChangesCsv.write(out, compare(old, now));
    return out.toString(UTF_8);
  }

  private Comparison compare(String old, String now) throws IOException {
    Conditions conditions = new Conditions();
    return Comparison.of(
        SnapshotReader.read(Files.writeString(folder.resolve("old.csv"), old), conditions),
        SnapshotReader.read(Files.writeString(folder.resolve("new.csv"), now), conditions),
        Grouping.SEGMENTS);
  }
}
