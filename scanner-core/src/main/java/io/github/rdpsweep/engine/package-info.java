/**
 * Many probes at once: transports, pace, in-flight bound, deadlines, life cycle. Imports {@code
 * stats}, {@code probe}, {@code rdp} and {@code target}.
 */
package io.github.rdpsweep.engine;
