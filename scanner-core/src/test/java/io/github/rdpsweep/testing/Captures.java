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
    List<String> lines = lines(name);
    return new Exchange(name, all("> ", lines).get(0), all("< ", lines).get(0));
  }

  /** The last thing that the peer of a file said. */
  public static byte[] lastAnswer(String name) {
    List<String> answers = all("< ", lines(name));
    return hex(answers.get(answers.size() - 1));
  }

  /** All that the client of a file sent, in hexadecimal. */
  public static List<String> sent(String name) {
    return all("> ", lines(name));
  }

  /** Bytes from their hexadecimal digits. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static List<String> lines(String name) {
    String path = "captures/" + name + ".hex";
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Captures.class.getResourceAsStream(path), US_ASCII))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(String prefix, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }
}
