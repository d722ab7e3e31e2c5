package io.github.rdpsweep.diagnosis;

/** Whether a system gets updates, as far as its build number tells. */
public enum OsSupport {
  /** Every product of this build does. */
  SUPPORTED,
  /** That depends on the edition, or on updates having been paid for. */
  DEPENDS,
  /** None does, not even for money. */
  ENDED,
  /** The build is not in the table, or none was claimed. */
  UNKNOWN
}
