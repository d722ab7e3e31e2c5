package io.github.rdpsweep.rdp;

/**
 * VERSION, [MS-NLMP] 2.2.2.10: what the server claims to be. Meant for debugging: it carries no
 * update level, client and server editions of Windows share it, and other servers send a constant
 * of their library.
 *
 * @param major ProductMajorVersion
 * @param minor ProductMinorVersion
 * @param build ProductBuild
 */
public record NtlmVersion(int major, int minor, int build) {

  static final int LENGTH = 8;

  /** NTLMRevisionCurrent: NTLMSSP_REVISION_W2K3, the only one in use. */
  static final int REVISION = 0x0f;

  /** As in {@code 10.0.17763}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + build;
  }
}
