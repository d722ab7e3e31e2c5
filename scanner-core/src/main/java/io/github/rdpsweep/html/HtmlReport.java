package io.github.rdpsweep.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Writes a report as one HTML file, which needs nothing else and may ask for nothing else. */
public final class HtmlReport {

  /*
   * How it is safe: the page's policy allows one style and one script, named by their hashes, and
   * no request of any kind. What hosts said is in the data alone, as JSON in which no character
   * can end the element that holds it; the script sets it as text of nodes.
   */

  private static final List<String> SCRIPTS =
      List.of("page.js", "map.js", "latency.js", "rows.js", "hosts.js", "main.js");

  private static final String DATA = "{{data}}";

  private HtmlReport() {}

  /**
   * Writes all of it.
   *
   * @param out where to; stays the caller's to close
   */
  public static void write(OutputStream out, Report report) throws IOException {
    String style = resource("report.css");
    StringBuilder script = new StringBuilder();
    SCRIPTS.forEach(name -> script.append(resource(name)));
    String page =
        resource("template.html")
            .replace("{{policy}}", policy(style, script.toString()))
            .replace("{{style}}", style)
            .replace("{{script}}", script);
    int data = page.indexOf(DATA);
    out.write(page.substring(0, data).getBytes(UTF_8));
    ReportJson.write(out, report);
    out.write(page.substring(data + DATA.length()).getBytes(UTF_8));
    out.flush();
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; style-src 'sha256-"
        + hash(style)
        + "'; script-src 'sha256-"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
