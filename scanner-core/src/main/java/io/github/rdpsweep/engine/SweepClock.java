package io.github.rdpsweep.engine;

/** The only source of time in a sweep. */
public interface SweepClock {

  /** The clocks of this machine. */
  SweepClock SYSTEM =
      new SweepClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }
      };

  /** Monotonic; only differences mean something. */
  long nanoTime();

  /** Wall clock, in milliseconds of the Unix epoch. */
  long epochMillis();
}
