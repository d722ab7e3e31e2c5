package io.github.rdpsweep.probe;

import io.github.rdpsweep.testing.Fuzz;
import java.util.List;

/** Any bytes as a server's certificate: facts within bounds. */
public final class CertificateFuzz {

  private CertificateFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    CertificateFacts facts = CertificateFacts.of(List.of(input));

    Fuzz.require(facts.sha256().length() == 64, "no fingerprint");
    Fuzz.require(facts.isReadable() == facts.notAfter().isPresent(), "readable or not");
    Fuzz.require(facts.subject().length() <= CertificateReader.MAX_NAME_LENGTH, "subject");
    Fuzz.require(facts.issuer().length() <= CertificateReader.MAX_NAME_LENGTH, "issuer");
    Fuzz.require(facts.serial().length() <= CertificateReader.MAX_NAME_LENGTH, "serial");
    Fuzz.require(
        facts.alternativeNames().size() <= CertificateReader.MAX_ALTERNATIVE_NAMES, "names");
    for (String name : facts.alternativeNames()) {
      Fuzz.require(name.length() <= CertificateReader.MAX_ALTERNATIVE_NAME_LENGTH, name);
    }
    facts.isFor("pc17.corp.example");
  }
}
