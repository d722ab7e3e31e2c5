package io.github.rdpsweep.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The cryptography of one connection: the library's own, in Java, so that neither the JVM's
 * security properties nor its providers decide what can be seen. Keeps the certificates that it is
 * shown.
 */
final class ScanningCrypto extends BcTlsCrypto {

  /** Shared by all event loops: it is safe for that, and locks a source that they share anyway. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<byte[]> certificates = new ArrayList<>();

  ScanningCrypto() {
    super(RANDOM);
  }

  /** Certificates as they were sent, the server's own first. */
  List<byte[]> certificates() {
    return certificates;
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    if (type != CertificateType.X509) {
      return super.createCertificate(type, encoding);
    }
    certificates.add(encoding);
    return new ServerCertificate(this, encoding);
  }
}
