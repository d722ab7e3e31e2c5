/**
 * What whole sweeps come to: accuracy, where {@code benchmarks/run} measures speed. May import any
 * package of the core; nothing imports it.
 */
package io.github.rdpsweep.benchmarks.sweep;
