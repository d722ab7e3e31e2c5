package io.github.rdpsweep.target;

/**
 * A piece of user input and where it stands, so that whatever refuses it can name both.
 *
 * @param place an option, or a file and line; empty where only the caller knows it
 * @param text what is written there
 */
record Item(String place, String text) {

  private static final int SHOWN_CHARACTERS = 80;

  /** The error to throw: one line with place, value and reason. */
  IllegalArgumentException refuse(String reason) {
    String prefix = place.isEmpty() ? "" : place + ": ";
    return new IllegalArgumentException(prefix + quoted() + ": " + reason);
  }

  /** A decimal number without sign; {@code what} names it in the error. */
  int number(String digits, int max, String what) {
    if (digits.isEmpty()) {
      throw refuse("empty " + what);
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        throw refuse(what + " is not a number");
      }
      value = Math.min(10 * value + (digit - '0'), Integer.MAX_VALUE);
    }
    if (value > max) {
      throw refuse(what + " above " + max);
    }
    return (int) value;
  }

  /* Input may be anything, also a terminal's escape sequence or a megabyte. */
  private String quoted() {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      if (i == SHOWN_CHARACTERS) {
        return out.append("…\"").toString();
      }
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
