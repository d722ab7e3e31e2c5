package io.github.rdpsweep.policy;

/** Whether a host complies with one check. */
public enum Judgement {
  SATISFIED,
  VIOLATED,
  /** What the check is about was not measured; never counted as a violation. */
  NOT_KNOWN;

  static Judgement of(boolean complies) {
    return complies ? SATISFIED : VIOLATED;
  }
}
