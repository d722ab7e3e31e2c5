/**
 * Counts and histograms per stage, written by event loops and read by others, and what may be said
 * of a ratio that was counted. The only package beside {@code report}'s histogram log that imports
 * HdrHistogram; of ours it imports {@code probe} and {@code rdp}.
 */
package io.github.rdpsweep.stats;
