package io.github.rdpsweep.compare;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Targets in order, of which the next one can be looked at before it is taken. */
final class Ahead implements Iterator<Sighting> {

  private final Iterator<Sighting> rest;
  private Sighting head;
  private boolean atEnd;

  Ahead(Iterator<Sighting> targets) {
    rest = targets;
    advance();
  }

  @Override
  public boolean hasNext() {
    return !atEnd;
  }

  /** The target that {@link #next} will give. */
  Sighting peek() {
    if (atEnd) {
      throw new NoSuchElementException();
    }
    return head;
  }

  @Override
  public Sighting next() {
    Sighting taken = peek();
    advance();
    return taken;
  }

  /** How this one's next target stands to that of another; the end is behind everything. */
  int compareNext(Ahead other) {
    if (atEnd || other.atEnd) {
      return Boolean.compare(atEnd, other.atEnd);
    }
    return head.compareTo(other.head);
  }

  private void advance() {
    atEnd = !rest.hasNext();
    if (!atEnd) {
      head = rest.next();
    }
  }
}
