package io.github.rdpsweep.cli;

import io.github.rdpsweep.target.Ports;
import picocli.CommandLine.ITypeConverter;

/** A list of ports and port ranges. */
final class PortsConverter implements ITypeConverter<Ports> {

  @Override
  public Ports convert(String text) {
    return Ports.parse(text);
  }
}
