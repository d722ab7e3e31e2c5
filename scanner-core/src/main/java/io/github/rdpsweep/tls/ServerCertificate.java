package io.github.rdpsweep.tls;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A certificate of a server that is looked at, and not judged: whatever it allows its key to be
 * used for, and however weak that is, the handshake goes on.
 *
 * <p>The certificate that Windows makes for its own RDP listener allows key encipherment and no
 * digital signature, and is used for signatures all the same; libraries for browsers refuse it.
 */
/*
 * What is bounded is the work that a key can cause: a modulus of any size, or an elliptic curve with
 * parameters of its own, would keep an event loop busy for minutes. The library's own check of a
 * modulus looks for prime factors, at several milliseconds a host; of a stranger's key nothing hangs
 * on it.
 */
final class ServerCertificate extends BcTlsCertificate {

  private static final int MAX_MODULUS_BITS = 16_384;
  private static final int MAX_EXPONENT_BITS = 64;

  private final byte[] encoded;

  ServerCertificate(BcTlsCrypto crypto, byte[] encoded) throws IOException {
    super(crypto, encoded);
    this.encoded = encoded;
  }

  @Override
  public byte[] getEncoded() {
    return encoded.clone();
  }

  @Override
  protected boolean supportsKeyUsage(int keyUsageBit) {
    return true;
  }

  @Override
  protected AsymmetricKeyParameter getPublicKey() throws IOException {
    AlgorithmIdentifier algorithm = keyInfo.getAlgorithm();
    if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
      return rsaKey();
    }
    if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
        && !(algorithm.getParameters() instanceof ASN1ObjectIdentifier)) {
      throw new TlsFatalAlert(AlertDescription.unsupported_certificate, "a curve without a name");
    }
    return super.getPublicKey();
  }

  private RSAKeyParameters rsaKey() throws IOException {
    RSAPublicKey key;
    try {
      key = RSAPublicKey.getInstance(keyInfo.parsePublicKey());
    } catch (IllegalArgumentException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    }
    BigInteger modulus = key.getModulus();
    BigInteger exponent = key.getPublicExponent();
    if (modulus.signum() <= 0
        || modulus.bitLength() > MAX_MODULUS_BITS
        || !modulus.testBit(0)
        || exponent.signum() <= 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw new TlsFatalAlert(AlertDescription.unsupported_certificate, "unusable RSA key");
    }
    return new RSAKeyParameters(false, modulus, exponent, true);
  }
}
