/**
 * Outcome and context become verdict, cause and advice. Imports {@code engine}, {@code stats},
 * {@code probe}, {@code rdp} and {@code target}.
 */
package io.github.rdpsweep.diagnosis;
