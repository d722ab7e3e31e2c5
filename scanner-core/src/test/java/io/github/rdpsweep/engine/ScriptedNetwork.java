package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.SocketFailure;
import io.github.rdpsweep.testing.Captures;
import io.github.rdpsweep.testing.ManualClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * A network in which every target does what its script says, in manual time; it writes down what
 * the engine does to it, and refuses what the engine must never do.
 */
final class ScriptedNetwork implements Transport {

  private static final long RTT_NANOS = 2_000_000;
  private static final long THINKING_NANOS = 3_000_000;
  private static final byte[] CONFIRM = Captures.hex(Captures.SERVER_2012_R2_CONFIRM);

  /** What a target does to those who connect. */
  enum Reaction {
    ANSWER(Outcome.READY),
    REFUSE(Outcome.REFUSED),
    SWALLOW(Outcome.SILENT),
    HANG(Outcome.HUNG),
    HANG_UP(Outcome.CLOSED),
    RESET(Outcome.RESET),
    /** The engine's machine has no descriptor left, at once. */
    NO_DESCRIPTOR(Outcome.NOT_SENT),
    /** A local firewall drops the packet, some time later. */
    DENY(Outcome.NOT_SENT),
    /** There is no route, at once. */
    NO_ROUTE(Outcome.NO_ROUTE);

    private final Outcome outcome;

    Reaction(Outcome outcome) {
      this.outcome = outcome;
    }

    /** What becomes of a target that always does this. */
    Outcome outcome() {
      return outcome;
    }

    boolean isTrouble() {
      return outcome == Outcome.NOT_SENT;
    }
  }

  /**
   * What a target does: one thing at first, and another for ever after.
   *
   * @param first what the first attempts meet
   * @param times how many they are
   * @param then what all later ones meet
   */
  record Script(Reaction first, int times, Reaction then) {

    static Script always(Reaction reaction) {
      return new Script(reaction, 0, reaction);
    }

    Reaction at(int attempt) {
      return attempt <= times ? first : then;
    }
  }

  /**
   * A connect that was begun.
   *
   * @param nanos when, since the clock's start
   * @param attempt the how-manieth at this target
   */
  record Start(long nanos, InetSocketAddress endpoint, int attempt) {}

  private record Event(long nanos, long number, FakeConnection connection, int life, Runnable what)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final ManualClock clock;
  private final Function<InetSocketAddress, Script> scripts;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<InetSocketAddress, Integer> attempts = new HashMap<>();
  private final Set<InetAddress> hostsInContact = new HashSet<>();
  private final List<Start> starts = new ArrayList<>();
  private long eventNumber;
  private int mostInContact;
  private int unclosed;
  private long longestFirstContact;

  ScriptedNetwork(ManualClock clock, Function<InetSocketAddress, Script> scripts) {
    this.clock = clock;
    this.scripts = scripts;
  }

  @Override
  public Connection newConnection(Slot slot, IoEventLoop eventLoop) {
    unclosed++;
    return new FakeConnection(slot);
  }

  /** All connects so far, in their order. */
  List<Start> starts() {
    return starts;
  }

  /** The largest number of connections at a time. */
  int mostInContact() {
    return mostInContact;
  }

  /** Connections that exist now. */
  int inContact() {
    return hostsInContact.size();
  }

  /** Connections that were made for slots and not closed for good. */
  int unclosed() {
    return unclosed;
  }

  /** The longest time that a first attempt at a target was kept up. */
  long longestFirstContactNanos() {
    return longestFirstContact;
  }

  /** How long until something happens, or for ever. */
  long nanosToNextEvent() {
    return events.isEmpty() ? Long.MAX_VALUE : events.peek().nanos() - clock.elapsedNanos();
  }

  /** Tells the slots of everything that has happened until now. */
  void deliver() {
    while (nanosToNextEvent() <= 0) {
      Event event = events.remove();
      if (event.life() == event.connection().life) {
        event.what().run();
      }
    }
  }

  private final class FakeConnection implements Connection {
    private final Slot slot;
    private int life;
    private InetSocketAddress remote;
    private long since;
    private int attempt;

    FakeConnection(Slot slot) {
      this.slot = slot;
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
      return Optional.empty();
    }

    @Override
    public void connect(InetSocketAddress endpoint, ProbeSettings settings) {
      if (remote != null) {
        throw new AssertionError("connects to " + endpoint + " before it left " + remote);
      }
      remote = endpoint;
      since = clock.elapsedNanos();
      attempt = attempts.merge(endpoint, 1, Integer::sum);
      starts.add(new Start(since, endpoint, attempt));
      if (!hostsInContact.add(endpoint.getAddress())) {
        throw new AssertionError("two connections to " + endpoint.getAddress());
      }
      mostInContact = Math.max(mostInContact, hostsInContact.size());
      react(scripts.apply(endpoint).at(attempt));
    }

    private void react(Reaction reaction) {
      switch (reaction) {
        case ANSWER -> {
          later(RTT_NANOS, () -> slot.connected(clock.nanoTime()));
          later(RTT_NANOS + THINKING_NANOS, () -> slot.received(Unpooled.wrappedBuffer(CONFIRM)));
        }
        case REFUSE -> later(RTT_NANOS, () -> slot.failed(failure(Outcome.REFUSED)));
        case SWALLOW -> {}
        case HANG -> later(RTT_NANOS, () -> slot.connected(clock.nanoTime()));
        case HANG_UP -> {
          later(RTT_NANOS, () -> slot.connected(clock.nanoTime()));
          later(RTT_NANOS + THINKING_NANOS, slot::closed);
        }
        case RESET -> {
          later(RTT_NANOS, () -> slot.connected(clock.nanoTime()));
          later(RTT_NANOS + THINKING_NANOS, () -> slot.failed(failure(Outcome.RESET)));
        }
        case NO_DESCRIPTOR -> slot.failed(SocketFailure.own(OwnTrouble.DESCRIPTORS, "EMFILE"));
        case DENY ->
            later(RTT_NANOS, () -> slot.failed(SocketFailure.own(OwnTrouble.DENIED, "EPERM")));
        case NO_ROUTE -> slot.failed(failure(Outcome.NO_ROUTE));
      }
    }

    private static SocketFailure failure(Outcome outcome) {
      return new SocketFailure(outcome, Optional.empty(), outcome.label());
    }

    private void later(long nanos, Runnable what) {
      events.add(new Event(clock.elapsedNanos() + nanos, eventNumber++, this, life, what));
    }

    @Override
    public void send(ByteBuf bytes) {
      throw new AssertionError("sends more than the request");
    }

    @Override
    public PathFacts pathFacts() {
      return PathFacts.NONE;
    }

    @Override
    public void leave() {
      life++;
      if (attempt == 1) {
        longestFirstContact = Math.max(longestFirstContact, clock.elapsedNanos() - since);
      }
      hostsInContact.remove(remote.getAddress());
      remote = null;
    }

    @Override
    public void close() {
      if (remote != null) {
        throw new AssertionError("closes while in contact with " + remote);
      }
      unclosed--;
    }
  }
}
