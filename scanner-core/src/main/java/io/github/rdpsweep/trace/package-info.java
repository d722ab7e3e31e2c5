/**
 * Where on the path SYNs die: connects whose packets may live for a few hops only, and what is
 * concluded from who answers them. May import {@code engine}, {@code probe} and {@code target}.
 */
package io.github.rdpsweep.trace;
