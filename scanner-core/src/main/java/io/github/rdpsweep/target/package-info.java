/** What to probe: values and arithmetic, no sockets. Imports nothing of ours. */
package io.github.rdpsweep.target;
