package io.github.rdpsweep.cli;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the manifest's version and the platform, for bug reports. */
final class Version implements IVersionProvider {

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

  /** The number alone: of the jar's manifest, or of the module in a run-time image. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    if (version != null) {
      return version;
    }
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    return module == null ? "(not packaged)" : module.rawVersion().orElse("(not packaged)");
  }
}
