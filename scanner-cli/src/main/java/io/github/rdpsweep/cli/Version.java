package io.github.rdpsweep.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the manifest's version and the platform, for bug reports. */
final class Version implements IVersionProvider {

  /** The manifest's version alone. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {program(), platform()};
  }

  static String program() {
    return "rdpsweep " + number();
  }

  static String platform() {
    return String.join(
        " ",
        "Java",
        System.getProperty("java.version"),
        "on",
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }
}
