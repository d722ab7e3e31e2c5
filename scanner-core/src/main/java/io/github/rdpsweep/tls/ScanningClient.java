package io.github.rdpsweep.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.DHGroup;

/**
 * The client that the library asks: it offers whatever a server might still speak, trusts everyone,
 * has no certificate of its own, and writes down what it is told.
 */
@SuppressWarnings("JdkObsolete") // the library's Vectors
final class ScanningClient extends AbstractTlsClient {

  /** More than any server needs; one message cannot grow beyond it. */
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private static final int MAX_CHAIN_LENGTH = 32;

  private static final int MIN_PRIME_BITS = 256;

  /** Above, one exponentiation takes a good part of a second. */
  private static final int MAX_PRIME_BITS = 4_096;

  private final String serverName;
  private String version = "";
  private String cipher = "";
  private boolean established;
  private short alertLevel;
  private short alert = -1;

  /**
   * Creates a client for one connection.
   *
   * @param serverName the host name to ask for, or empty
   */
  ScanningClient(ScanningCrypto crypto, String serverName) {
    super(crypto);
    this.serverName = serverName;
  }

  /** The version that the server chose, as in {@code TLS 1.2}; empty before. */
  String version() {
    return version;
  }

  /** The cipher suite that the server chose, by its IANA name; empty before. */
  String cipher() {
    return cipher;
  }

  /** Certificates as they were sent, the server's own first. */
  List<byte[]> chain() {
    return ((ScanningCrypto) getCrypto()).certificates();
  }

  /** Whether the handshake was ever over, also if the connection has ended since. */
  boolean isEstablished() {
    return established;
  }

  /** Whether an alert came. */
  boolean isAlerted() {
    return alert >= 0;
  }

  short alertLevel() {
    return alertLevel;
  }

  short alert() {
    return alert;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv10);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return OfferedCipher.codes();
  }

  @Override
  protected Vector<ServerName> getSNIServerNames() {
    if (serverName.isEmpty()) {
      return null;
    }
    Vector<ServerName> names = new Vector<>();
    names.add(new ServerName(NameType.host_name, serverName.getBytes(StandardCharsets.US_ASCII)));
    return names;
  }

  /** P-521 beside the library's own choice. */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the library's signature
  protected Vector getSupportedGroups(Vector namedGroupRoles) {
    Vector groups = super.getSupportedGroups(namedGroupRoles);
    groups.add(NamedGroup.secp521r1);
    return groups;
  }

  /** Without encrypt-then-MAC, which some servers grant to ciphers that cannot have it. */
  @Override
  @SuppressWarnings("rawtypes")
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    extensions.remove(ExtensionType.encrypt_then_mac);
    return extensions;
  }

  /** Not asked for: revocation is not looked at. */
  @Override
  protected CertificateStatusRequest getCertificateStatusRequest() {
    return null;
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return ScanningClient::isBearable;
  }

  private static boolean isBearable(DHGroup group) {
    int bits = group.getP().bitLength();
    return bits >= MIN_PRIME_BITS && bits <= MAX_PRIME_BITS && group.getP().testBit(0);
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return MAX_MESSAGE_BYTES;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return MAX_CHAIN_LENGTH;
  }

  /** A chain signed with SHA-1 or MD5 is what a scanner wants to see. */
  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  /** Servers from before [RFC 5746] do not know of it. */
  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {}

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  @Override
  public void notifyServerVersion(ProtocolVersion serverVersion) throws IOException {
    super.notifyServerVersion(serverVersion);
    version = serverVersion.getName();
  }

  @Override
  public void notifySelectedCipherSuite(int selectedCipherSuite) {
    super.notifySelectedCipherSuite(selectedCipherSuite);
    cipher = OfferedCipher.nameOf(selectedCipherSuite);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    established = true;
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    alertLevel = level;
    alert = description;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) {}

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return null;
      }
    };
  }
}
