package io.github.rdpsweep.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the manifest's version and the platform, for bug reports. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {program(), platform()};
  }

  static String program() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "rdpsweep " + (version == null ? "(not packaged)" : version);
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
