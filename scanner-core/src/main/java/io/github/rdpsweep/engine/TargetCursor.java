package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Permutation;
import io.github.rdpsweep.target.Shard;

/**
 * One lane's way through the permuted host indexes: of a shard's positions it takes every n-th, so
 * that lanes and shards share nothing and leave nothing out.
 */
final class TargetCursor {

  private final Permutation permutation;
  private final Shard shard;
  private final long end;
  private final int step;
  private long position;

  TargetCursor(long hosts, long seed, Shard shard, int lane, int lanes) {
    // Of nothing but unresolved names there is no permutation.
    this.permutation = new Permutation(Math.max(1, hosts), seed);
    this.shard = shard;
    this.end = shard.size(hosts);
    this.position = lane;
    this.step = lanes;
  }

  boolean hasNext() {
    return position < end;
  }

  long nextHostIndex() {
    long index = permutation.apply(shard.position(position));
    position += step;
    return index;
  }
}
