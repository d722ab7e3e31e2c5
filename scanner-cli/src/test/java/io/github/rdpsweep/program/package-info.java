/** The built program, run as a user runs it, against hosts that are not part of it. */
package io.github.rdpsweep.program;
