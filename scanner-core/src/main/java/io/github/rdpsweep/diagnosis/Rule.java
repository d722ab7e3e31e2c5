package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.Outcome;

/**
 * A line of the {@link DiagnosisTable}.
 *
 * @param outcome how the probe ended
 * @param evidence what must be shown besides
 * @param diagnosis what is said then
 */
record Rule(Outcome outcome, Evidence evidence, Diagnosis diagnosis) {}
