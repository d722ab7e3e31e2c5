/**
 * The command line: options become core values, exceptions become one line and an exit code. May
 * import every other package; the only one that knows picocli, the standard streams and exit.
 */
package io.github.rdpsweep.cli;
