package io.github.rdpsweep.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * A simulated host's private key and self-signed certificate. They are made when a fleet first
 * needs them, so that no key lies about in the sources and no certificate expires there.
 */
final class ServerCredentials {

  /** What is special about a certificate. */
  enum Kind {
    /** As Windows makes it for its own RDP listener: RSA, for encipherment, half a year. */
    WINDOWS,
    /** The same, expired a month ago. */
    EXPIRED,
    /** The same, valid from next month on. */
    FUTURE,
    /** RSA of 1024 bits, signed with SHA-1. */
    WEAK,
    /** A key on P-256. */
    EC
  }

  private static final String SUBJECT = "CN=rdp.fleet.example";
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int SERIAL_BITS = 64;

  private static final AlgorithmIdentifier SHA256_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  private static final AlgorithmIdentifier SHA1_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE);
  private static final AlgorithmIdentifier SHA256_ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /** Shared by all event loops of all fleets, and so guarded by the class. */
  private static final Map<Kind, ServerCredentials> MADE = new EnumMap<>(Kind.class);

  private static KeyPair rsa2048;

  private final AsymmetricKeyParameter key;
  private final byte[] certificate;

  private ServerCredentials(AsymmetricKeyParameter key, byte[] certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** The private key. */
  AsymmetricKeyParameter key() {
    return key;
  }

  /** The certificate, encoded. */
  byte[] certificate() {
    return certificate.clone();
  }

  /** The credentials of a kind; made once. */
  static synchronized ServerCredentials of(Kind kind) {
    return MADE.computeIfAbsent(kind, ServerCredentials::make);
  }

  private static ServerCredentials make(Kind kind) {
    Instant now = Instant.now();
    try {
      return switch (kind) {
        case WINDOWS ->
            signed(rsa2048(), SHA256_RSA, now.minus(MONTH), now.plus(MONTH.multipliedBy(5)));
        case EXPIRED ->
            signed(rsa2048(), SHA256_RSA, now.minus(MONTH.multipliedBy(7)), now.minus(MONTH));
        case FUTURE ->
            signed(rsa2048(), SHA256_RSA, now.plus(MONTH), now.plus(MONTH.multipliedBy(7)));
        case WEAK -> signed(rsa(1_024), SHA1_RSA, now.minus(MONTH), now.plus(MONTH));
        case EC -> signed(ec(), SHA256_ECDSA, now.minus(MONTH), now.plus(MONTH));
      };
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("certificate " + kind, e);
    }
  }

  private static KeyPair rsa2048() throws GeneralSecurityException {
    if (rsa2048 == null) {
      rsa2048 = rsa(2_048);
    }
    return rsa2048;
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static KeyPair ec() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static ServerCredentials signed(
      KeyPair pair, AlgorithmIdentifier algorithm, Instant notBefore, Instant notAfter)
      throws GeneralSecurityException, IOException {
    V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();
    fields.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, new Random())));
    fields.setSignature(algorithm);
    fields.setIssuer(new X500Name(SUBJECT));
    fields.setSubject(new X500Name(SUBJECT));
    fields.setStartDate(new Time(Date.from(notBefore)));
    fields.setEndDate(new Time(Date.from(notAfter)));
    fields.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    if (pair.getPublic().getAlgorithm().equals("RSA")) {
      fields.setExtensions(extensionsOfWindows());
    }
    TBSCertificate unsigned = fields.generateTBSCertificate();
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(unsigned);
    parts.add(algorithm);
    parts.add(new DERBitString(signature(pair, algorithm.getAlgorithm(), unsigned.getEncoded())));
    return new ServerCredentials(
        PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())),
        new DERSequence(parts).getEncoded());
  }

  /** It allows no signatures, which its key is used for all the same. */
  private static Extensions extensionsOfWindows() throws IOException {
    return new Extensions(
        new Extension[] {
          Extension.create(
              Extension.keyUsage,
              true,
              new KeyUsage(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment)),
          Extension.create(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
        });
  }

  private static byte[] signature(KeyPair pair, ASN1ObjectIdentifier algorithm, byte[] content)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm.getId());
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return signature.sign();
  }
}
