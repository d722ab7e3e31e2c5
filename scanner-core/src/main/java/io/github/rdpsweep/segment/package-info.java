/**
 * Many diagnoses become segments and findings. Imports {@code diagnosis}, {@code probe} and {@code
 * target}; does no input or output.
 */
package io.github.rdpsweep.segment;
