package io.github.rdpsweep.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads lists of targets, or of excludes, as users write them. Items are separated by commas or
 * white space:
 *
 * <pre>
 * 10.20.0.0/16              10.20.3.7/16 is the same: host bits are cleared
 * 10.0.0.1-10.0.3.254       10.0.0.1-99 is short for 10.0.0.1-10.0.0.99
 * 10.0.0.1                  2001:db8::1, [2001:db8::1]
 * srv1.example.com          a name: letters, digits, hyphens, underscores
 * 10.0.0.0/24:3390          any of these may have a port of its own, or a range of ports;
 * [2001:db8::1]:3390        IPv6 then needs brackets, or a prefix length
 * </pre>
 *
 * <p>Excludes have no ports, for they cover whole addresses. Anything else is refused with an
 * {@link IllegalArgumentException} that names place, item and reason in one line.
 */
public final class TargetParser {

  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private final Ports defaultPorts;

  private TargetParser(Ports defaultPorts) {
    this.defaultPorts = defaultPorts;
  }

  /** A reader of targets; items without a port get these. */
  public static TargetParser ofTargets(Ports defaultPorts) {
    if (defaultPorts.isEmpty()) {
      throw new IllegalArgumentException("no port to probe");
    }
    return new TargetParser(defaultPorts);
  }

  /** A reader of excludes. */
  public static TargetParser ofExcludes() {
    return new TargetParser(Ports.NONE);
  }

  /**
   * Reads one or more items.
   *
   * @param place what to call this text in errors: an option, or a file and line
   */
  public List<TargetSpec> parse(String place, String text) {
    List<TargetSpec> specs = new ArrayList<>();
    for (String field : text.split(",", -1)) {
      StringTokenizer items = new StringTokenizer(field);
      if (!items.hasMoreTokens()) {
        throw new Item(place, text).refuse(text.isBlank() ? "empty" : "empty item in the list");
      }
      while (items.hasMoreTokens()) {
        specs.add(spec(new Item(place, items.nextToken())));
      }
    }
    return specs;
  }

  private TargetSpec spec(Item item) {
    String text = item.text();
    if (text.startsWith("[")) {
      return bracketed(item);
    }
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', slash + 1);
    boolean severalColons = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
    if (colon < 0 || severalColons) {
      return spec(item, text, defaultPorts); // several colons: IPv6, none of which begins a port
    }
    return spec(item, text.substring(0, colon), ownPorts(item, text.substring(colon + 1)));
  }

  /* [2001:db8::1]  [2001:db8::1]:3390  [2001:db8::/120]:3390  [2001:db8::]/120:3390 */
  private TargetSpec bracketed(Item item) {
    String text = item.text();
    int close = text.indexOf(']');
    if (close < 0) {
      throw item.refuse("[ without ]");
    }
    String inside = text.substring(1, close);
    if (inside.indexOf(':') < 0) {
      throw item.refuse("only IPv6 addresses stand in brackets");
    }
    int colon = text.indexOf(':', close);
    String between = text.substring(close + 1, colon < 0 ? text.length() : colon);
    if (!between.isEmpty() && !between.startsWith("/")) {
      throw item.refuse("only a prefix length or a port may follow ]");
    }
    Ports ports = colon < 0 ? defaultPorts : ownPorts(item, text.substring(colon + 1));
    return spec(item, inside + between, ports);
  }

  private Ports ownPorts(Item item, String text) {
    if (defaultPorts.isEmpty()) {
      throw item.refuse("an exclude covers whole addresses and takes no port");
    }
    return Ports.parse(item, text);
  }

  private TargetSpec spec(Item item, String text, Ports ports) {
    if (text.indexOf('/') < 0 && !AddressSyntax.isAddressLike(text)) {
      checkName(item, text);
      return new TargetSpec.Name(text, ports, item.place());
    }
    AddressRange range = AddressSyntax.range(item, text);
    if (!range.isSweepable() && !ports.isEmpty()) {
      throw item.refuse("more than 2^32 addresses (an IPv6 prefix length below 96)");
    }
    return new TargetSpec.Addresses(range, ports, text, item.place());
  }

  /* RFC 1123, and the underscores that Windows allows. */
  private static void checkName(Item item, String name) {
    if (name.length() > MAX_NAME) {
      throw item.refuse("name longer than " + MAX_NAME + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        throw item.refuse("neither an address nor a name, which cannot have " + shown(name, i));
      }
    }
    String[] labels =
        (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty()) {
        throw item.refuse("name with an empty part");
      }
      if (label.length() > MAX_LABEL) {
        throw item.refuse("name with a part longer than " + MAX_LABEL + " characters");
      }
      if (label.startsWith("-") || label.endsWith("-")) {
        throw item.refuse("name with a part that begins or ends with a hyphen");
      }
    }
    // Some resolvers read such names as addresses (10.1, 0x7f000001): better no host than another.
    if (labels[labels.length - 1].matches("[0-9]+|0[xX][0-9a-fA-F]*")) {
      throw item.refuse("neither an address nor a name, which cannot end in a number");
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static String shown(String text, int index) {
    int character = text.codePointAt(index);
    return character > ' ' && character < 0x7f
        ? "'" + Character.toString(character) + "'"
        : String.format("the character U+%04X", character);
  }
}
