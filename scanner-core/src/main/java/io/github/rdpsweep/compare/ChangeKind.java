package io.github.rdpsweep.compare;

import io.github.rdpsweep.diagnosis.Verdict;
import java.util.Locale;

/** In what a target can differ from what it was, those first that want someone to act. */
public enum ChangeKind {
  /** RDP worked, and fails. */
  BROKE("that were well are failing"),
  /** It fails, and the older sweep says nothing of it: it did not cover it, or could not judge. */
  FAILING("that the older sweep does not know are failing"),
  /** There was a host, and nothing shows one now. */
  VANISHED("that were there are absent"),
  /** There is a host where none was. */
  APPEARED("that are there were absent"),
  /** RDP failed, and works. */
  RECOVERED("that were failing are well"),
  /** Another certificate. */
  CERTIFICATE("have another certificate"),
  /** Another security protocol, or another version of TLS. */
  PROTOCOL("have another protocol"),
  /** Another build of the operating system. */
  BUILD("have another build");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String predicate;

  ChangeKind(String predicate) {
    this.predicate = predicate;
  }

  /** The word in files and options. */
  public String label() {
    return label;
  }

  /** What is said of some targets of many: {@code that were well are failing}. */
  public String predicate() {
    return predicate;
  }

  /** Whether a target changed like this. */
  boolean isShownBy(Pair pair) {
    Condition before = pair.before().condition();
    Condition after = pair.after().condition();
    return switch (this) {
      case BROKE -> before.works() && after.isFailing();
      case FAILING -> !before.isKnown() && after.isFailing();
      case VANISHED -> before.exists() && after.verdict() == Verdict.ABSENT;
      case APPEARED -> before.verdict() == Verdict.ABSENT && after.exists();
      case RECOVERED -> before.isFailing() && after.works();
      case CERTIFICATE ->
          isPossible(pair) && pair.before().certificate() != pair.after().certificate();
      case PROTOCOL ->
          differ(before.protocol(), after.protocol())
              || differ(before.tlsVersion(), after.tlsVersion());
      case BUILD -> differ(before.build(), after.build());
    };
  }

  /** Whether a target could have changed like this: of how many the changed ones are a part. */
  boolean isPossible(Pair pair) {
    Condition before = pair.before().condition();
    Condition after = pair.after().condition();
    return switch (this) {
      case BROKE -> before.works() && after.isKnown();
      case FAILING -> !before.isKnown() && after.exists();
      case VANISHED -> before.exists() && after.isKnown();
      case APPEARED -> before.isKnown() && after.exists();
      case RECOVERED -> before.isFailing() && after.isKnown();
      case CERTIFICATE ->
          pair.before().certificate() != Sighting.NO_CERTIFICATE
              && pair.after().certificate() != Sighting.NO_CERTIFICATE;
      case PROTOCOL ->
          areKnown(before.protocol(), after.protocol())
              || areKnown(before.tlsVersion(), after.tlsVersion());
      case BUILD -> areKnown(before.build(), after.build());
    };
  }

  /** What a target had, or has, that changed: a verdict, a certificate, a protocol or a build. */
  String valueOf(Sighting sighting) {
    Condition condition = sighting.condition();
    return switch (this) {
      case BROKE, FAILING, VANISHED, APPEARED, RECOVERED ->
          sighting.isSwept() ? condition.verdict().label() : "";
      case CERTIFICATE -> String.format("%016x", sighting.certificate());
      case PROTOCOL -> (condition.protocol() + " " + condition.tlsVersion()).strip();
      case BUILD -> condition.build();
    };
  }

  private static boolean areKnown(String before, String after) {
    return !before.isEmpty() && !after.isEmpty();
  }

  private static boolean differ(String before, String after) {
    return areKnown(before, after) && !before.equals(after);
  }
}
