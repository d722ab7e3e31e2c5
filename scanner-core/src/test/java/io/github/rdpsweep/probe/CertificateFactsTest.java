package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.CertificateFacts.Reading;
import io.github.rdpsweep.testing.Certificates;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFactsTest {

  /** The columns of openssl x509 -text, in this program's words. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rsa2048, RSA, 2048, SHA256withRSA",
    "rsa1024-sha1, RSA, 1024, SHA1withRSA",
    "rsa1024-md5, RSA, 1024, MD5withRSA",
    "rsa512-sha1, RSA, 512, SHA1withRSA",
    "rsa2048-pss, RSA, 2048, RSASSA-PSS",
    "ec256, EC, 256, SHA256withECDSA",
    "ec384, EC, 384, SHA384withECDSA",
    "ed25519, Ed25519, 255, Ed25519",
    "ed448, Ed448, 448, Ed448",
  })
  void tellsOfAnyKeyAndSignature(String name, String keyType, int keyBits, String algorithm) {
    CertificateFacts facts = facts(name);

    assertTrue(facts.isReadable());
    assertEquals(keyType, facts.keyType());
    assertEquals(keyBits, facts.keyBits());
    assertEquals(algorithm, facts.signatureAlgorithm());
    assertEquals("CN=pc17.corp.example", facts.subject());
    assertTrue(facts.selfSigned());
  }

  @Test
  void tellsWhatOpensslTells() {
    CertificateFacts facts = facts("issued-expired");

    assertEquals("CN=pc17.corp.example", facts.subject());
    assertEquals("CN=Example CA,O=Example", facts.issuer());
    assertFalse(facts.selfSigned());
    assertEquals("51388dca2c1076c528f795ad8d8c4f2885cf4e67", facts.serial());
    assertEquals(Optional.of(Instant.parse("2020-01-01T00:00:00Z")), facts.notBefore());
    assertEquals(Optional.of(Instant.parse("2021-01-01T12:00:00Z")), facts.notAfter());
    assertEquals(
        "1d1517508babf1e26ab305aa92d32676ac463808e4758ee8ab5b09a462d44459", facts.sha256());
    assertEquals(1, facts.chainLength());
  }

  @Test
  void tellsOfNames() {
    CertificateFacts facts = facts("names");

    assertEquals("CN=broker,O=Example\\, Inc.,C=DE", facts.subject());
    assertEquals(
        List.of(
            "broker.example", "*.farm.example", "*.example", "10.1.2.3", "2001:db8:0:0:0:0:0:1"),
        facts.alternativeNames());
  }

  @Test
  void countsTheChainAndReadsItsFirst() {
    CertificateFacts facts =
        CertificateFacts.of(List.of(Certificates.der("rsa2048"), Certificates.der("ec256")));

    assertEquals(2, facts.chainLength());
    assertEquals("RSA", facts.keyType());
  }

  @Test
  void readsNoneWhereThereIsNone() {
    assertSame(CertificateFacts.NONE, CertificateFacts.of(List.of()));
    assertEquals("", CertificateFacts.NONE.subject());
    assertFalse(CertificateFacts.NONE.isReadable());
  }

  @ParameterizedTest(name = "{0}: {1} matches: {2}")
  @CsvSource({
    // by the common name, as there are no others
    "rsa2048, pc17.corp.example, true",
    "rsa2048, PC17.CORP.example., true",
    "rsa2048, pc17, false",
    "rsa2048, corp.example, false",
    "rsa2048, '', false",
    "no-extensions, pc17.corp.example, true",
    "no-name, pc17, false",
    "no-name, '', false",
    // by alternative names: the common name counts no longer
    "names, broker.example, true",
    "names, broker, false",
    "names, a.farm.example, true",
    "names, A.FARM.EXAMPLE, true",
    "names, a.b.farm.example, false",
    "names, farm.example, false",
    "names, .farm.example, false",
    // a wildcard for a whole top-level domain is none
    "names, other.example, false",
    "names, 10.1.2.3, false",
  })
  void comparesNamesAsClientsDo(String certificate, String host, boolean expected) {
    assertEquals(expected, facts(certificate).isFor(host));
  }

  @Test
  void comparesInternationalNames() {
    CertificateFacts punycode = named("xn--bcher-kva.example");

    assertTrue(punycode.isFor("bücher.example"));
    assertTrue(punycode.isFor("xn--bcher-kva.example"));
    assertFalse(punycode.isFor("bucher.example"));
    assertTrue(named("bücher.example").isFor("XN--BCHER-KVA.example"));
  }

  @Test
  void comparesNamesThatAreNone() {
    assertFalse(named("a..b").isFor("x".repeat(300)));
    assertTrue(named("a..b").isFor("a..b"));
    assertFalse(subject("CN=unfinished\\").isFor("unfinished"));
    assertTrue(subject("OU=x+CN=inside,DC=example").isFor("inside"));
  }

  @Test
  void readsNothingOfWhatIsTooLarge() {
    byte[] large = Arrays.copyOf(Certificates.der("rsa2048"), CertificateFacts.MAX_LENGTH + 1);

    assertEquals(Reading.UNREADABLE, CertificateFacts.of(List.of(large)).reading());
  }

  @Test
  void survivesAnyTruncation() {
    byte[] whole = Certificates.der("names");

    for (int length = 0; length < whole.length; length++) {
      CertificateFacts facts = CertificateFacts.of(List.of(Arrays.copyOf(whole, length)));

      assertEquals(Reading.UNREADABLE, facts.reading(), "of " + length + " bytes");
      assertEquals(64, facts.sha256().length());
      assertEquals("", facts.subject());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20_260_101, -7})
  void survivesAnyChange(long seed) {
    Random random = new Random(seed);
    List<String> names = List.of("names", "rsa2048-pss", "ec256", "ed448", "issued-expired");

    for (int round = 0; round < 500; round++) {
      byte[] bytes = Certificates.der(names.get(random.nextInt(names.size())));
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }

      CertificateFacts facts = CertificateFacts.of(Collections.nCopies(3, bytes));

      assertEquals(facts.isReadable(), facts.notAfter().isPresent(), "round " + round);
      assertEquals(64, facts.sha256().length());
      facts.isFor("pc17.corp.example");
    }
  }

  private static CertificateFacts facts(String name) {
    return CertificateFacts.of(List.of(Certificates.der(name)));
  }

  private static CertificateFacts named(String alternativeName) {
    return with("", List.of(alternativeName));
  }

  private static CertificateFacts subject(String subject) {
    return with(subject, List.of());
  }

  private static CertificateFacts with(String subject, List<String> alternativeNames) {
    CertificateFacts none = CertificateFacts.NONE;
    return new CertificateFacts(
        Reading.READ,
        1,
        none.sha256(),
        subject,
        subject,
        alternativeNames,
        "1",
        none.notBefore(),
        none.notAfter(),
        "EC",
        256,
        "SHA256withECDSA",
        true);
  }
}
