package io.github.rdpsweep.simulator;

import io.github.rdpsweep.simulator.FleetPlan.Addressing;
import io.github.rdpsweep.simulator.FleetPlan.Host;
import io.github.rdpsweep.target.Ports;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws mixed fleets, and fits them to a loopback.
 *
 * <p>How this works: hosts are dealt evenly to segments of at most {@value #SEGMENT_SIZE}. The
 * first three segments have one fault each, which nine hosts in ten show. The other segments take
 * their behaviours from a shuffled deck that holds each behaviour once and is filled up by weight.
 * A plan that needs too many descriptors is drawn again with fewer hosts, not cut short, so that
 * its proportions stay.
 */
final class FleetMix {

  private static final int MAX_SIZE = 100_000;
  private static final int SEGMENT_SIZE = 128;
  private static final int MIN_SEGMENTS = 8;

  /** Segments lie in 127.1.0.0 to 127.250.255.255: the machine itself uses 127.0.0.0/24. */
  private static final int FIRST_SEGMENT = 1 << 8;

  private static final int SEGMENTS_END = 251 << 8;

  private static final List<Behaviour> SEGMENT_FAULTS =
      List.of(Behaviour.SILENT, Behaviour.REFUSED, Behaviour.HUNG);
  private static final double FAULT_SHARE = 0.9;

  /** Those that negotiation tells apart. */
  private static final List<Behaviour> BEHAVIOURS =
      Arrays.stream(Behaviour.values()).filter(FleetMix::isBase).toList();

  /** Those that only deeper probes tell from their base. */
  private static final List<Behaviour> VARIANTS =
      Arrays.stream(Behaviour.values()).filter(behaviour -> !isBase(behaviour)).toList();

  /** How many of the hosts that could be a variant are. */
  private static final double VARIANT_SHARE = 0.25;

  private static final int TOTAL_WEIGHT = BEHAVIOURS.stream().mapToInt(FleetMix::weight).sum();

  /** For the event loop, and for what the start opens for a moment. */
  private static final int COMMON_DESCRIPTORS = 8;

  private final long seed;
  private final Loopback loopback;

  FleetMix(long seed, Loopback loopback) {
    this.seed = seed;
    this.loopback = loopback;
  }

  /** The plan of a fleet of that size, or of the largest one below that the loopback can play. */
  FleetPlan plan(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(size + " hosts: a fleet has 1 to " + MAX_SIZE);
    }
    List<String> limitations = new ArrayList<>();
    int drawn = loopback.wholePrefix() ? size : Math.min(size, Ports.MAX_COUNT);
    List<Host> hosts = draw(drawn);
    while (descriptors(hosts) > loopback.descriptors() && drawn > 1) {
      long fitting = (long) drawn * loopback.descriptors() / descriptors(hosts);
      drawn = (int) Math.max(1, Math.min(drawn - 1, fitting));
      hosts = draw(drawn);
    }
    if (drawn < size) {
      String reason =
          drawn == Ports.MAX_COUNT && !loopback.wholePrefix()
              ? "a sweep takes no more ports of one address"
              : loopback.descriptors() + " file descriptors can be spared for them";
      limitations.add("%d hosts instead of %d: %s".formatted(drawn, size, reason));
    }
    if (!loopback.silence()) {
      limitations.add("no silent hosts: this system answers even where no queue has room");
    }
    if (loopback.wholePrefix()) {
      return new FleetPlan(Addressing.ADDRESSES, hosts, limitations);
    }
    limitations.add("ports instead of addresses: 127.0.0.1 is all the loopback of this system");
    return new FleetPlan(
        Addressing.PORTS,
        hosts.stream().map(host -> new Host(Loopback.LOCALHOST, host.behaviour())).toList(),
        limitations);
  }

  private List<Host> draw(int size) {
    Random random = new Random(seed); // its algorithm is specified, so a seed is one fleet for ever
    int segments = Math.max(MIN_SEGMENTS, (size + SEGMENT_SIZE - 1) / SEGMENT_SIZE);
    Iterator<Integer> prefixes = distinct(segments, FIRST_SEGMENT, SEGMENTS_END, random).iterator();
    List<List<Integer>> lastOctets = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      int segmentSize = size / segments + (i < size % segments ? 1 : 0);
      lastOctets.add(List.copyOf(distinct(segmentSize, 1, 255, random)));
    }
    int mixed = lastOctets.stream().skip(SEGMENT_FAULTS.size()).mapToInt(List::size).sum();
    Iterator<Behaviour> deck = deck(mixed, random).iterator();

    List<Host> hosts = new ArrayList<>(size);
    for (int i = 0; i < segments; i++) {
      int prefix = prefixes.next();
      for (int lastOctet : lastOctets.get(i)) {
        Behaviour behaviour =
            i < SEGMENT_FAULTS.size() ? mostly(SEGMENT_FAULTS.get(i), random) : deck.next();
        if (behaviour != Behaviour.SILENT || loopback.silence()) {
          hosts.add(new Host(Loopback.address(prefix >>> 8, prefix & 0xff, lastOctet), behaviour));
        }
      }
    }
    hosts.sort(Comparator.comparingInt(FleetMix::addressBits));
    return withVariants(hosts);
  }

  /**
   * Makes a part of the hosts that select TLS variants of what they are, evenly. They are drawn
   * after all else, so that negotiation with a fleet of some seed has the same truth as ever.
   */
  private List<Host> withVariants(List<Host> hosts) {
    Random random = new Random(~seed);
    List<Host> varied = new ArrayList<>(hosts);
    for (Behaviour base : BEHAVIOURS) {
      List<Behaviour> variants =
          VARIANTS.stream().filter(variant -> variant.base() == base).toList();
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < hosts.size(); i++) {
        if (hosts.get(i).behaviour() == base) {
          places.add(i);
        }
      }
      Collections.shuffle(places, random);
      int share = (int) Math.max(variants.size(), places.size() * VARIANT_SHARE);
      int most = Math.min(share, places.size() * 2 / 3); // some of the base stay
      for (int i = 0; !variants.isEmpty() && i < most; i++) {
        Host host = hosts.get(places.get(i));
        varied.set(places.get(i), new Host(host.address(), variants.get(i % variants.size())));
      }
    }
    return varied;
  }

  private static boolean isBase(Behaviour behaviour) {
    return behaviour.base() == behaviour;
  }

  private static List<Behaviour> deck(int size, Random random) {
    List<Behaviour> deck = new ArrayList<>(BEHAVIOURS);
    while (deck.size() < size) {
      deck.add(byWeight(random));
    }
    Collections.shuffle(deck, random);
    return deck;
  }

  private static Behaviour mostly(Behaviour fault, Random random) {
    return random.nextDouble() < FAULT_SHARE ? fault : byWeight(random);
  }

  private static Behaviour byWeight(Random random) {
    int left = random.nextInt(TOTAL_WEIGHT);
    for (Behaviour behaviour : BEHAVIOURS) {
      left -= weight(behaviour);
      if (left < 0) {
        return behaviour;
      }
    }
    throw new AssertionError("weights do not add up");
  }

  /** How common a behaviour is where nothing is wrong with the segment, in thousandths or so. */
  private static int weight(Behaviour behaviour) {
    return switch (behaviour) {
      case NLA -> 400;
      case NLA_EX -> 200;
      case TLS -> 150;
      case RDP -> 60;
      case OLD -> 30;
      case DELAY -> 20;
      case DRIP -> 5;
      case REFUSED -> 40;
      case SILENT -> 20;
      case HUNG, TARPIT -> 5;
      case CLOSE, CLOSECR, RESET, RESETCR, HALF, HALFCLOSE, DRIP_FOREVER -> 3;
      case FAIL_1, FAIL_2, FAIL_3, FAIL_5, FAIL_6 -> 3;
      case FAIL_4, FAIL_7, FAIL_99, UNASKED, DISCONNECT -> 1;
      case SSH, HTTP -> 3;
      case GARBAGE, MALFORMED, MALFORMED_LENGTH, MALFORMED_TPDU -> 1;
      default -> throw new AssertionError(behaviour);
    };
  }

  private static Set<Integer> distinct(int count, int from, int to, Random random) {
    Set<Integer> drawn = new LinkedHashSet<>();
    while (drawn.size() < count) {
      drawn.add(from + random.nextInt(to - from));
    }
    return drawn;
  }

  private static int addressBits(Host host) {
    return ByteBuffer.wrap(host.address().getAddress()).getInt();
  }

  private static int descriptors(List<Host> hosts) {
    int silent =
        Collections.frequency(hosts.stream().map(Host::behaviour).toList(), Behaviour.SILENT);
    // A silent host has its fillers beside the listener, and for a moment the connect that proves
    // it.
    return hosts.size() + silent * (SilentListener.EXPECTED_FILLERS + 1) + COMMON_DESCRIPTORS;
  }
}
