package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Dscp;
import picocli.CommandLine.ITypeConverter;

/** Code points as users write them: {@code 46}, {@code EF}, {@code af41}. */
final class DscpConverter implements ITypeConverter<Dscp> {

  @Override
  public Dscp convert(String text) {
    return Dscp.parse(text);
  }
}
