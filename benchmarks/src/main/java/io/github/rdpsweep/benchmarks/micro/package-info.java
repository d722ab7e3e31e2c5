/**
 * What a single part costs, by JMH: one question a class, asked without sockets. Whole sweeps are
 * measured by {@code benchmarks/run}. May import any package of the core; nothing imports it.
 */
package io.github.rdpsweep.benchmarks.micro;
