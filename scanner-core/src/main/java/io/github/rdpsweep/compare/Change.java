package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.util.Objects;
import java.util.Optional;

/** Something that is otherwise than it was. */
public sealed interface Change {

  /** In what it differs. */
  ChangeKind kind();

  /**
   * One target changed.
   *
   * @param kind in what it differs
   * @param pair what was, and what is
   */
  record OfTarget(ChangeKind kind, Pair pair) implements Change {

    public OfTarget {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(pair);
    }

    /** Where it is; empty for a name that neither sweep found. */
    public Optional<IpAddress> address() {
      return pair.address();
    }

    /** Its port. */
    public int port() {
      return pair.after().port();
    }

    /** The name that it was swept by, or empty. */
    public String name() {
      String now = pair.after().name();
      return now.isEmpty() ? pair.before().name() : now;
    }

    /** What it had before, or empty where nothing was said of it. */
    public String before() {
      return kind.valueOf(pair.before());
    }

    /** What it has now. */
    public String after() {
      return kind.valueOf(pair.after());
    }

    /** How its last probe ended. */
    public String outcome() {
      return pair.after().condition().outcome();
    }

    /** What that is consistent with, or empty. */
    public String cause() {
      return pair.after().condition().cause();
    }
  }

  /**
   * Most targets of a segment changed in the same way.
   *
   * @param kind in what they differ
   * @param segment its prefix
   * @param targets how many changed
   * @param of how many could have
   * @param outcome how most of their last probes ended
   */
  record OfSegment(ChangeKind kind, Prefix segment, int targets, int of, String outcome)
      implements Change {

    public OfSegment {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(segment);
      Objects.requireNonNull(outcome);
    }
  }
}
