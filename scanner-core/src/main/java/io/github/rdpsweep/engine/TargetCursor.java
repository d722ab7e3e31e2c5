package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Permutation;
import io.github.rdpsweep.target.Shard;

/**
 * One lane's way through the permuted host indexes: of a shard's positions it takes every n-th, so
 * that lanes and shards share nothing and leave nothing out, but what was swept before.
 */
final class TargetCursor {

  private final Permutation permutation;
  private final Shard shard;
  private final SweptTargets swept;
  private final long end;
  private final int step;
  private long position;
  private long hostIndex;

  TargetCursor(long hosts, long seed, Shard shard, SweptTargets swept, int lane, int lanes) {
    // Of nothing but unresolved names there is no permutation.
    this.permutation = new Permutation(Math.max(1, hosts), seed);
    this.shard = shard;
    this.swept = swept;
    this.end = shard.size(hosts);
    this.position = lane;
    this.step = lanes;
    seek();
  }

  /** Leaves out hosts that were swept before. */
  private void seek() {
    for (; position < end; position += step) {
      hostIndex = permutation.apply(shard.position(position));
      if (!swept.isWhole(hostIndex)) {
        return;
      }
    }
  }

  boolean hasNext() {
    return position < end;
  }

  long nextHostIndex() {
    long index = hostIndex;
    position += step;
    seek();
    return index;
  }
}
