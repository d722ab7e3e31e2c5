package io.github.rdpsweep.target;

/**
 * Neighbouring addresses of one family, both ends included.
 *
 * @param first the lowest
 * @param last the highest, not below the first
 */
public record AddressRange(IpAddress first, IpAddress last) {

  /* 2^32 addresses: all of IPv4, and far more of IPv6 than a sweep could ever visit. */
  private static final long MAX_SWEEPABLE = 1L << 32;

  public AddressRange {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + "-" + last + ": range ends before it starts");
    }
    if (first.isIpv4() != last.isIpv4()) {
      throw new IllegalArgumentException(first + "-" + last + ": range mixes IPv4 and IPv6");
    }
  }

  /** The range that holds one address. */
  public static AddressRange single(IpAddress address) {
    return new AddressRange(address, address);
  }

  /** Whether it holds one address only. */
  public boolean isSingle() {
    return first.equals(last);
  }

  /** Whether it has no more than 2^32 addresses; larger ranges serve as excludes only. */
  public boolean isSweepable() {
    long distance = last.low() - first.low();
    boolean fitsLong = first.plus(distance).equals(last);
    return fitsLong && Long.compareUnsigned(distance, MAX_SWEEPABLE) < 0;
  }

  /** Whether an address lies in it; an IPv6 range holds no IPv4 address, however large it is. */
  public boolean contains(IpAddress address) {
    return address.isIpv4() == first.isIpv4()
        && first.compareTo(address) <= 0
        && address.compareTo(last) <= 0;
  }

  /** {@code 10.0.0.1-10.0.0.9}, or the address alone. */
  @Override
  public String toString() {
    return isSingle() ? first.toString() : first + "-" + last;
  }
}
