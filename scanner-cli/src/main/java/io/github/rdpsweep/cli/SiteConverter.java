package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.MergeInput;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code NAME=FILE}, the results of a site. */
final class SiteConverter implements ITypeConverter<MergeInput> {

  @Override
  public MergeInput convert(String text) {
    int sign = text.indexOf('=');
    if (sign < 1 || sign == text.length() - 1) {
      throw new IllegalArgumentException(
          "\"" + text + "\": a site is written NAME=FILE, such as ulm=sweeps/ulm.csv");
    }
    return new MergeInput(text.substring(0, sign), Path.of(text.substring(sign + 1)));
  }
}
