package io.github.rdpsweep.target;

/** One item of a target list: addresses, or a name that is yet to be resolved. */
public sealed interface TargetSpec {

  /** What to probe there; {@link Ports#NONE} for an exclude. */
  Ports ports();

  /** The item as written, without port and brackets. */
  String text();

  /**
   * A single address, a range or a prefix.
   *
   * @param range the addresses it stands for
   * @param place where it was written, for errors that only the whole plan shows
   */
  record Addresses(AddressRange range, Ports ports, String text, String place)
      implements TargetSpec {}

  /**
   * A host name.
   *
   * @param text the name
   * @param place where it was written, for errors that only its look-up shows
   */
  record Name(String text, Ports ports, String place) implements TargetSpec {}
}
