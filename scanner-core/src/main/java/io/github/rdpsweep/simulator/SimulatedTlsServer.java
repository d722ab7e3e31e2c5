package io.github.rdpsweep.simulator;

import java.io.IOException;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The server that the library asks about one connection to a simulated host. */
final class SimulatedTlsServer extends DefaultTlsServer {

  private static final int[] ECDSA_SUITES = {
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
  };

  private final BcTlsCrypto crypto;
  private final TlsProfile.Versions versions;
  private final ServerCredentials credentials;

  SimulatedTlsServer(BcTlsCrypto crypto, TlsProfile profile) {
    super(crypto);
    this.crypto = crypto;
    this.versions = profile.versions();
    this.credentials = ServerCredentials.of(profile.credentials());
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return switch (versions) {
      case ALL -> ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv10);
      case UP_TO_1_2 -> ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
      case ONLY_1_0 -> ProtocolVersion.TLSv10.only();
    };
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return isEc() ? ECDSA_SUITES.clone() : super.getSupportedCipherSuites();
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return TlsUtils.isTLSv13(context) ? signer() : super.getCredentials();
  }

  @Override
  protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
    return signer();
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return signer();
  }

  @Override
  protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
    return new BcDefaultTlsCredentialedDecryptor(crypto, chain(), credentials.key());
  }

  private TlsCredentialedSigner signer() throws IOException {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context), crypto, credentials.key(), chain(), algorithm());
  }

  private Certificate chain() throws IOException {
    TlsCertificate certificate = crypto.createCertificate(credentials.certificate());
    return TlsUtils.isTLSv13(context)
        ? new Certificate(
            TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(certificate, null)})
        : new Certificate(new TlsCertificate[] {certificate});
  }

  private SignatureAndHashAlgorithm algorithm() {
    if (isEc()) {
      return SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    }
    return TlsUtils.isTLSv13(context)
        ? SignatureAndHashAlgorithm.rsa_pss_rsae_sha256
        : SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa);
  }

  private boolean isEc() {
    return credentials.key() instanceof ECKeyParameters;
  }
}
