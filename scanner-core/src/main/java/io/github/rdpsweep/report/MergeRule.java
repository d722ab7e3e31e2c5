package io.github.rdpsweep.report;

/** Which rows of several files are for the same target, so that one of them is enough. */
public enum MergeRule {
  /** Those with the same address and port. */
  ONE_FOR_EACH_TARGET,
  /** Those of the same site with the same address and port: sites may use the same addresses. */
  ONE_FOR_EACH_SITE
}
