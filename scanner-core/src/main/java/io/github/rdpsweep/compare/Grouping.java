package io.github.rdpsweep.compare;

/** How changes are told. */
public enum Grouping {
  /** A segment of which most changed is told as one. */
  SEGMENTS,
  /** Each target is told by itself. */
  NONE
}
