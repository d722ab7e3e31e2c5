package io.github.rdpsweep.diagnosis;

/** How many targets got each verdict, and of these each cause. Belongs to one thread at a time. */
public final class DiagnosisCounts {

  private static final int CAUSES = Cause.values().length;

  private final long[] counts = new long[Verdict.values().length * CAUSES];

  /** Counts one. */
  public void add(Diagnosis diagnosis) {
    counts[index(diagnosis.verdict(), diagnosis.cause())]++;
  }

  /** Targets with a verdict. */
  public long of(Verdict verdict) {
    long sum = 0;
    for (Cause cause : Cause.values()) {
      sum += of(verdict, cause);
    }
    return sum;
  }

  /** Targets with a verdict and a cause. */
  public long of(Verdict verdict, Cause cause) {
    return counts[index(verdict, cause)];
  }

  /** All targets. */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  @SuppressWarnings("EnumOrdinal") // an index in memory only
  private static int index(Verdict verdict, Cause cause) {
    return verdict.ordinal() * CAUSES + cause.ordinal();
  }
}
