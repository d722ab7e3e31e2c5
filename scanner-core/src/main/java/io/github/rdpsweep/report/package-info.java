/**
 * Files for people and machines, one class a format. The only package that imports Jackson; of ours
 * it imports {@code diagnosis}, {@code engine}, {@code stats}, {@code probe}, {@code rdp} and
 * {@code target}.
 */
package io.github.rdpsweep.report;
