package io.github.rdpsweep.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Reads addresses, prefixes and ranges as users write them, strictly: what inet_aton would take for
 * an address ({@code 10.1}, {@code 010.0.0.1}, {@code 0x0a000001}) is refused, not guessed at.
 */
final class AddressSyntax {

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");

  private AddressSyntax() {}

  /** Whether a text can only be meant as addresses: it has a colon, or nothing but numbers. */
  static boolean isAddressLike(String text) {
    return text.indexOf(':') >= 0
        || text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
  }

  /** A single address, {@code first-last} or {@code address/length}. */
  static AddressRange range(Item item, String text) {
    if (text.indexOf('/') >= 0) {
      return prefix(item, text).range();
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      return AddressRange.single(address(item, text));
    }
    IpAddress first = address(item, text.substring(0, dash));
    IpAddress last = lastOfRange(item, first, text.substring(dash + 1));
    if (first.isIpv4() != last.isIpv4()) {
      throw item.refuse("range mixes IPv4 and IPv6");
    }
    if (first.compareTo(last) > 0) {
      throw item.refuse("range ends before it starts");
    }
    return new AddressRange(first, last);
  }

  /* 10.0.0.1-99 is short for 10.0.0.1-10.0.0.99. */
  private static IpAddress lastOfRange(Item item, IpAddress first, String text) {
    boolean wholeAddress = text.indexOf('.') >= 0 || text.indexOf(':') >= 0;
    if (wholeAddress) {
      return address(item, text);
    }
    if (!first.isIpv4()) {
      throw item.refuse("the last address of an IPv6 range must be written in full");
    }
    return first.firstOfBlock(120).plus(item.number(text, 255, "last number of the range"));
  }

  static Prefix prefix(Item item, String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw item.refuse("no prefix length");
    }
    String base = text.substring(0, slash);
    String length = text.substring(slash + 1);
    if (!isAddressLike(base)) {
      throw item.refuse("only an address takes a prefix length");
    }
    IpAddress address = address(item, base);
    if (base.indexOf(':') >= 0) {
      return Prefix.ofBits(address, item.number(length, 128, "prefix length"));
    }
    return new Prefix(address, item.number(length, 32, "prefix length"));
  }

  /** A single address. */
  static IpAddress address(Item item, String text) {
    return text.indexOf(':') >= 0 ? ipv6(item, text) : ipv4(item, text);
  }

  private static IpAddress ipv4(Item item, String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      throw item.refuse("not an IPv4 address, which has four numbers");
    }
    int address = 0;
    for (String octet : octets) {
      int value = item.number(octet, 255, "octet");
      if (octet.length() > 1 && octet.startsWith("0")) {
        throw item.refuse("octet with a leading zero, which some programs read as octal");
      }
      address = (address << 8) | value;
    }
    return IpAddress.ofIpv4(address);
  }

  private static IpAddress ipv6(Item item, String text) {
    if (text.indexOf('%') >= 0) {
      throw item.refuse("IPv6 zones are not supported");
    }
    if (!IPV6.matcher(text).matches()) {
      throw item.refuse("not an IPv6 address");
    }
    try {
      // Never asks the DNS: a text that begins like this and has a colon can only be a literal.
      return IpAddress.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw item.refuse("not an IPv6 address");
    }
  }
}
