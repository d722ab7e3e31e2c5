package io.github.rdpsweep.probe;

import io.github.rdpsweep.probe.CertificateFacts.Reading;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads certificates of strangers with the JDK's parser, within bounds, and never throws. */
/*
 * The JDK parses signatures and keys by whatever algorithm, also those that it would refuse to
 * trust: jdk.certpath.disabledAlgorithms is about validation, which does not happen here. RSA keys of
 * fewer than 512 bits and curves that it does not know make it give up; such a certificate is
 * unreadable, and has a fingerprint.
 */
final class CertificateReader {

  /** Characters of a distinguished name that are kept. */
  static final int MAX_NAME_LENGTH = 1024;

  /** Alternative names that are kept, and characters of each: all fit into a spreadsheet's cell. */
  static final int MAX_ALTERNATIVE_NAMES = 100;

  static final int MAX_ALTERNATIVE_NAME_LENGTH = 255;

  private static final int DNS_NAME = 2; // [RFC 5280] 4.2.1.6, GeneralName
  private static final int IP_ADDRESS = 7;

  private CertificateReader() {}

  static CertificateFacts read(List<byte[]> chain) {
    if (chain.isEmpty()) {
      return CertificateFacts.NONE;
    }
    byte[] own = chain.get(0);
    String sha256 = sha256(own);
    if (own.length <= CertificateFacts.MAX_LENGTH) {
      try {
        return facts(parse(own), chain.size(), sha256);
      } catch (CertificateException | RuntimeException e) {
        // The bytes are a stranger's, and the parser has its own surprises for some of them.
      }
    }
    return CertificateFacts.blank(Reading.UNREADABLE, chain.size(), sha256);
  }

  private static X509Certificate parse(byte[] encoded) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static CertificateFacts facts(X509Certificate certificate, int chainLength, String sha256)
      throws CertificateParsingException {
    PublicKey key = certificate.getPublicKey();
    return new CertificateFacts(
        Reading.READ,
        chainLength,
        sha256,
        cut(certificate.getSubjectX500Principal().getName(), MAX_NAME_LENGTH),
        cut(certificate.getIssuerX500Principal().getName(), MAX_NAME_LENGTH),
        alternativeNames(certificate),
        cut(certificate.getSerialNumber().toString(16), MAX_NAME_LENGTH),
        Optional.of(certificate.getNotBefore().toInstant()),
        Optional.of(certificate.getNotAfter().toInstant()),
        keyType(key),
        keyBits(key),
        certificate.getSigAlgName(),
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
  }

  private static List<String> alternativeNames(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    List<String> names = new ArrayList<>();
    if (all == null) {
      return names;
    }
    for (List<?> name : all) {
      boolean known = name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS);
      if (known && name.get(1) instanceof String text && names.size() < MAX_ALTERNATIVE_NAMES) {
        names.add(cut(text, MAX_ALTERNATIVE_NAME_LENGTH));
      }
    }
    return names;
  }

  private static String keyType(PublicKey key) {
    return key instanceof EdECPublicKey edwards
        ? edwards.getParams().getName()
        : key.getAlgorithm();
  }

  private static int keyBits(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength();
    }
    if (key instanceof ECPublicKey curve) {
      return curve.getParams().getCurve().getField().getFieldSize();
    }
    if (key instanceof DSAPublicKey dsa && dsa.getParams() != null) {
      return dsa.getParams().getP().bitLength();
    }
    if (key instanceof EdECPublicKey edwards) {
      return edwards.getParams().getName().equals("Ed448") ? 448 : 255;
    }
    return CertificateFacts.UNKNOWN_SIZE;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
