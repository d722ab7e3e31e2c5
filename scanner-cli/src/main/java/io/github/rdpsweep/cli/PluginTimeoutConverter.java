package io.github.rdpsweep.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Timeouts as users of monitoring plugins write them: in seconds, or with a unit. */
final class PluginTimeoutConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return new TimeoutConverter().convert(text.matches("\\d+") ? text + "s" : text);
  }
}
