package io.github.rdpsweep.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** Bytes that real servers sent, with their source. */
public final class Captures {

  /** MCS Disconnect Provider Ultimatum, reason user-requested: xrdp, in many of the files. */
  public static final String ULTIMATUM = "0300000902f0802180";

  /** Windows XP: a confirm without negotiation data (HynekPetrak/detect_bluekeep.py 2 and 3). */
  public static final String XP_CONFIRM = "0300000b06d00000123400";

  /** Windows Server 2003 SP2 asked for SSL and HYBRID: failure 2 (detect_bluekeep.py 2 and 3). */
  public static final String SERVER_2003_FAILURE = "030000130ed000001234000300080002000000";

  /** Windows Server 2003 SP2 asked for RDP: selects RDP (detect_bluekeep.py 2 and 3). */
  public static final String SERVER_2003_CONFIRM = "030000130ed000001234000200080000000000";

  /** Windows Server 2012 R2: selects HYBRID_EX (projectdiscovery/nuclei-templates 4947). */
  public static final String SERVER_2012_R2_CONFIRM = "030000130ed00000123400020f080008000000";

  private Captures() {}

  /**
   * One recorded exchange.
   *
   * @param name of its file, without the ending
   * @param sent what the client sent, in hexadecimal
   * @param answered all that the server answered, in hexadecimal
   */
  public record Exchange(String name, String sent, String answered) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** An exchange with xrdp, see README.md beside the files. */
  public static Exchange xrdp(String name) {
    String path = "captures/" + name + ".hex";
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Captures.class.getResourceAsStream(path), US_ASCII))) {
      List<String> lines = in.lines().toList();
      return new Exchange(name, behind("> ", lines), behind("< ", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes from their hexadecimal digits. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static String behind(String prefix, List<String> lines) {
    String line = lines.stream().filter(l -> l.startsWith(prefix)).findFirst().orElseThrow();
    return line.substring(prefix.length());
  }
}
