package io.github.rdpsweep.engine;

/**
 * Deadlines of one stage: since equal timeouts expire in the order in which they began, a queue is
 * all that is needed, and add, cancel and expire cost O(1).
 *
 * <p>Where a timeout shrinks while the queue is not empty, a later entry waits for the one before
 * it: it is served late by at most the difference, never early.
 */
final class DeadlineQueue {

  /** What can have a deadline, in one queue at a time; the links are the queue's. */
  abstract static class Entry {
    private Entry previous;
    private Entry next;
    private DeadlineQueue queue;
    private long deadlineNanos;
  }

  private final Entry head = new Entry() {};

  DeadlineQueue() {
    head.previous = head;
    head.next = head;
  }

  boolean isEmpty() {
    return head.next == head;
  }

  void add(Entry entry, long deadlineNanos) {
    assert entry.queue == null;
    entry.queue = this;
    entry.deadlineNanos = deadlineNanos;
    entry.previous = head.previous;
    entry.next = head;
    head.previous.next = entry;
    head.previous = entry;
  }

  /** Takes an entry out of whichever queue it is in, if any. */
  static void cancel(Entry entry) {
    if (entry.queue != null) {
      entry.queue = null;
      entry.previous.next = entry.next;
      entry.next.previous = entry.previous;
      entry.previous = null;
      entry.next = null;
    }
  }

  /** The oldest entry; the queue must not be empty. */
  Entry first() {
    assert !isEmpty();
    return head.next;
  }

  /** How long until the oldest entry is due, not positive when it is; for ever if there is none. */
  long waitNanos(long now) {
    return isEmpty() ? Long.MAX_VALUE : head.next.deadlineNanos - now;
  }
}
