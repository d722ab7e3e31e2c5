package io.github.rdpsweep.target;

/**
 * What all addresses of a range have in common.
 *
 * @param ports what to probe there
 * @param spec what the user wrote; {@link #OWN_ADDRESS} where that is each address itself, so that
 *     a long list of addresses needs no text
 * @param origin what kind of item it was
 */
record Label(Ports ports, String spec, Origin origin) {

  static final String OWN_ADDRESS = "";

  /** Kinds of items; of two that cover equally many addresses, the first kind names the host. */
  enum Origin {
    /** A name: the address shows in a result anyhow, the name would be lost. */
    NAME,
    /** A single address. */
    ADDRESS,
    /** Several addresses. */
    RANGE
  }

  /* A record's own equals is linked when it is first called, which takes 20 ms of each start. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Label label
        && label.origin == origin
        && label.spec.equals(spec)
        && label.ports.equals(ports);
  }

  @Override
  public int hashCode() {
    return 31 * spec.hashCode() + ports.hashCode();
  }

  boolean isSingle() {
    return origin != Origin.RANGE;
  }

  String specOf(IpAddress address) {
    return spec.equals(OWN_ADDRESS) ? address.toString() : spec;
  }
}
