package io.github.rdpsweep.probe;

/**
 * How a probe ends.
 *
 * @param outcome in one word
 * @param detail further evidence, or empty
 */
record Ending(Outcome outcome, String detail) {}
