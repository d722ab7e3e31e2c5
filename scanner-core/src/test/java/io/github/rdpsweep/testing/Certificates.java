package io.github.rdpsweep.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Certificates of every kind that a server may have; the script beside them made them. */
public final class Certificates {

  private Certificates() {}

  /** A certificate's encoding. */
  public static byte[] der(String name) {
    try (InputStream in = Certificates.class.getResourceAsStream("certificates/" + name + ".pem")) {
      String pem = new String(in.readAllBytes(), US_ASCII);
      return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
