package io.github.rdpsweep.cli;

import io.github.rdpsweep.target.Shard;
import picocli.CommandLine.ITypeConverter;

/** A shard, counted from 1. */
final class ShardConverter implements ITypeConverter<Shard> {

  @Override
  public Shard convert(String text) {
    return Shard.parse(text);
  }
}
