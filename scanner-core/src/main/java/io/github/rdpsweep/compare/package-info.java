/**
 * Two sweeps side by side: which hosts and segments broke, recovered, came, went or changed.
 * Imports {@code diagnosis} and {@code target}; does no input or output.
 */
package io.github.rdpsweep.compare;
