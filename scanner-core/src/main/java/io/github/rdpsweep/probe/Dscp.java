package io.github.rdpsweep.probe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A differentiated services code point: the mark in an IP header by which routers sort packets into
 * classes of service ([RFC 2474]).
 *
 * @param value 0 to 63; 0 is best effort, as without a mark
 */
public record Dscp(int value) {

  /** Best effort. */
  public static final Dscp DEFAULT = new Dscp(0);

  private static final int MOST = 63;

  /** The names of [RFC 2474], [RFC 2597], [RFC 3246], [RFC 5865] and [RFC 8622]. */
  private static final Map<String, Integer> NAMES = names();

  public Dscp {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException("DSCP " + value + " is not in 0-" + MOST);
    }
  }

  /**
   * Reads a number or a name such as {@code EF}, {@code AF41} or {@code CS5}, in any case.
   *
   * @throws IllegalArgumentException with the reason
   */
  public static Dscp parse(String text) {
    Integer named = NAMES.get(text.toUpperCase(Locale.ROOT));
    if (named != null) {
      return new Dscp(named);
    }
    if (text.matches("\\d{1,2}") && Integer.parseInt(text) <= MOST) {
      return new Dscp(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not in 0-" + MOST + ", nor a name such as EF, AF41 or CS5");
  }

  /** The whole octet of the header, with the two bits of explicit congestion notification 0. */
  public int trafficClass() {
    return value << 2;
  }

  /** The number, and the name where there is one: {@code 46 (EF)}. */
  @Override
  public String toString() {
    for (Map.Entry<String, Integer> name : NAMES.entrySet()) {
      if (name.getValue() == value) {
        return value + " (" + name.getKey() + ")";
      }
    }
    return String.valueOf(value);
  }

  private static Map<String, Integer> names() {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int precedence = 0; precedence < 8; precedence++) {
      names.put("CS" + precedence, precedence << 3);
    }
    names.put("DF", 0);
    for (int group = 1; group <= 4; group++) {
      for (int drop = 1; drop <= 3; drop++) {
        names.put("AF" + group + drop, group << 3 | drop << 1);
      }
    }
    names.put("EF", 46);
    names.put("VOICE-ADMIT", 44);
    names.put("LE", 1);
    return names;
  }
}
