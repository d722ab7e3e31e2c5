/**
 * What a fleet's owner demands of hosts, and whether they comply. Imports {@code diagnosis} and
 * what stands to its right.
 */
package io.github.rdpsweep.policy;
