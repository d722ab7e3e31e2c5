package io.github.rdpsweep.segment;

/** What shows that a host exists at an address. */
public enum Presence {
  /** Nothing: most addresses hold no host, so that silence there is no failure. */
  NONE,
  /** Its own answer alone, which a device in the path may have given in its place. */
  ANSWERED,
  /** An inventory, an earlier sweep, or an answer on another port. */
  KNOWN
}
