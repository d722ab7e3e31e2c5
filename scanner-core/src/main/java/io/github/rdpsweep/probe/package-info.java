/** One target, one connection, one outcome. Imports {@code rdp} and {@code target}. */
package io.github.rdpsweep.probe;
