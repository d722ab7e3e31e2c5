package io.github.rdpsweep.policy;

/** Whether something is so. */
public enum Answer {
  YES,
  NO,
  /** It was not measured, or what was measured does not tell. */
  UNKNOWN
}
