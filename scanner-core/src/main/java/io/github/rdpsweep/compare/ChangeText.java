package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import java.util.Locale;

/** What changed, in a line. Names and what servers say of themselves are in it as they are. */
public final class ChangeText {

  private ChangeText() {}

  /** The line of a change. */
  public static String of(Change change) {
    return change instanceof Change.OfSegment segment ? of(segment) : of((Change.OfTarget) change);
  }

  private static String of(Change.OfSegment change) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d %s",
            change.segment(),
            change.targets(),
            change.of(),
            change.kind().predicate());
    return isVerdict(change.kind()) && !change.outcome().isEmpty()
        ? line + ", mostly " + change.outcome()
        : line;
  }

  private static String of(Change.OfTarget change) {
    String before = change.before().isEmpty() ? "not known" : change.before();
    String line = place(change) + ": was " + before + ", is " + change.after();
    if (isVerdict(change.kind()) && !change.outcome().isEmpty()) {
      line +=
          ": " + change.outcome() + (change.cause().isEmpty() ? "" : " (" + change.cause() + ")");
    }
    return line;
  }

  private static String place(Change.OfTarget change) {
    String name = change.name();
    if (change.address().isEmpty()) {
      return name + ":" + change.port();
    }
    IpAddress address = change.address().get();
    String host = address.isIpv4() ? address.toString() : "[" + address + "]";
    return host + ":" + change.port() + (name.isEmpty() ? "" : " (" + name + ")");
  }

  private static boolean isVerdict(ChangeKind kind) {
    return switch (kind) {
      case BROKE, FAILING, VANISHED, APPEARED, RECOVERED -> true;
      case CERTIFICATE, PROTOCOL, BUILD -> false;
    };
  }
}
