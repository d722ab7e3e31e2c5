package io.github.rdpsweep.stats;

/**
 * Connects that add to rows and have none of their own.
 *
 * @param made how many were begun
 * @param answered how many the host answered, be it by a refusal
 */
public record FollowUpCounts(long made, long answered) {}
