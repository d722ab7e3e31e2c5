/**
 * A fleet of RDP hosts on loopback, a behaviour for each address; for demo, tests and benchmarks.
 * Imports {@code rdp} for the messages and {@code probe} for the outcomes that are the truth.
 */
package io.github.rdpsweep.simulator;
