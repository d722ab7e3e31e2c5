package io.github.rdpsweep.rdp;

import java.util.Comparator;

/**
 * VERSION, [MS-NLMP] 2.2.2.10: what the server claims to be. Meant for debugging: it carries no
 * update level, client and server editions of Windows share it, and other servers send a constant
 * of their library.
 *
 * @param major ProductMajorVersion
 * @param minor ProductMinorVersion
 * @param build ProductBuild
 */
public record NtlmVersion(int major, int minor, int build) implements Comparable<NtlmVersion> {

  static final int LENGTH = 8;

  /** NTLMRevisionCurrent: NTLMSSP_REVISION_W2K3, the only one in use. */
  static final int REVISION = 0x0f;

  private static final Comparator<NtlmVersion> ORDER =
      Comparator.comparingInt(NtlmVersion::major)
          .thenComparingInt(NtlmVersion::minor)
          .thenComparingInt(NtlmVersion::build);

  @Override
  public int compareTo(NtlmVersion other) {
    return ORDER.compare(this, other);
  }

  /** As in {@code 10.0.17763}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + build;
  }
}
