package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;

/**
 * One way in which a prefix can stand out from the rest of the fleet: its null hypothesis (every
 * host behaves like the rest of the fleet), and how strongly counts speak against it.
 *
 * <p>Channels look at the layers of a connection in turn: a host that is not reached says nothing
 * about its service, and one whose service is dead says nothing about its protocols.
 */
interface Channel {

  /** {@link #gain} of what does not stand out. */
  double NO_GAIN = Double.NEGATIVE_INFINITY;

  /** In what prefixes stand out here. */
  Finding.Kind kind();

  /** What it is consistent with that a prefix with these counts stands out. */
  Cause cause(Totals totals);

  /** Hosts that say something in this channel. */
  long hosts(Totals totals);

  /** Of those, the ones that fail or lose packets. */
  long affected(Totals totals);

  /** This channel with what is normal learnt from the part of the fleet that has no finding. */
  Channel learn(Totals outside);

  /** Whether a prefix with these counts could stand out, however little is normal. */
  boolean mayStandOut(Totals totals);

  /**
   * The logarithm of the likelihood ratio between "this prefix has a rate of its own" and "it is
   * like the rest", or {@link #NO_GAIN} where the difference is too small to matter to anyone.
   */
  double gain(Totals totals);
}
