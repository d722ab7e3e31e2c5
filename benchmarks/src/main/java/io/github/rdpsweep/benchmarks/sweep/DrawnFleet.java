package io.github.rdpsweep.benchmarks.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A fleet drawn from a seed: sites of neighbouring /24 networks in 10.0.0.0/8, hosts in them, and
 * faults in random prefixes.
 */
final class DrawnFleet {

  /*
   * What is drawn, evenly unless said otherwise:
   *  hosts        100 to 50,000, evenly by logarithm, all of them in an inventory
   *  sites        /18 to /22 blocks; of a site's /24 networks 10 to 100 % are in use
   *  use          sparse (2 to 40 hosts a /24) or dense (60 to 240), by fleet; anywhere in the /24,
   *               or in one run of addresses, by site
   *  other ports  asked in half of the fleets; 50 to 100 % of the hosts that are up answer there
   *  background   0 to 5 % of hosts fail by themselves, see FleetRows
   *  loss         0 to 0.5 % of all packets, by fleet
   *  round trips  a median of 0.3 to 30 ms by fleet, evenly by logarithm; sites and hosts differ
   *               log-normally
   *  faults       1 to 15, disjoint; a prefix of 18 to 28 bits around a random host
   */

  /**
   * What is varied between experiments.
   *
   * @param siteSpread standard deviation of the logarithm of the sites' typical round trips
   * @param dropsUnseen whether SYNs may be dropped where no other port is asked, so that a firewall
   *     cannot be told from a cut
   */
  record Settings(double siteSpread, boolean dropsUnseen) {}

  /** Sites whose round trips differ by a third or so, and firewalls that leave a trace. */
  static final Settings USUAL = new Settings(0.3, false);

  /** So that the rest of the fleet remains the rule, faults hold no more than this share of it. */
  private static final double MOST_FAULTY = 0.5;

  /** Two faults that look alike are two if this many hosts without a fault are around them. */
  private static final int HEALTHY_AROUND = 8;

  private static final int ATTEMPTS_A_FAULT = 50;

  private final SplittableRandom random;
  private final Settings settings;
  private final boolean otherPortsAsked;
  private final double answeringElsewhere;
  private final double background;
  private final double loss;
  private final double medianNanos;
  private final boolean dense;
  private final List<Site> sites = new ArrayList<>();
  private final int[] hosts;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * Neighbouring networks.
   *
   * @param latencyFactor how its round trips compare with the fleet's median
   * @param inRuns whether the hosts of a network have neighbouring addresses
   * @param use the share of networks that have hosts
   */
  record Site(Block block, double latencyFactor, boolean inRuns, double use) {}

  private DrawnFleet(long seed, Settings settings) {
    random = new SplittableRandom(seed);
    this.settings = settings;
    otherPortsAsked = random.nextBoolean();
    answeringElsewhere = otherPortsAsked ? random.nextDouble(0.5, 1) : 0;
    background = random.nextDouble(0, 0.05);
    loss = random.nextDouble(0, 0.005);
    medianNanos = 3e5 * Math.exp(random.nextDouble(0, Math.log(100)));
    dense = random.nextBoolean();
    hosts = drawHosts((int) Math.round(100 * Math.exp(random.nextDouble(0, Math.log(500)))));
  }

  /** A fleet whose only failures are those of the background. */
  static DrawnFleet withoutFaults(long seed, Settings settings) {
    return new DrawnFleet(seed, settings);
  }

  /** A fleet with 1 to 15 faults. */
  static DrawnFleet withFaults(long seed, Settings settings) {
    DrawnFleet fleet = new DrawnFleet(seed, settings);
    fleet.drawFaults(fleet.random.nextInt(1, 16));
    return fleet;
  }

  private int[] drawHosts(int count) {
    int[] drawn = new int[count + 256];
    int size = 0;
    while (size < count) {
      Block block = new Block(0x0a00_0000 | random.nextInt(1 << 24), random.nextInt(18, 23));
      if (sites.stream().anyMatch(site -> site.block().overlaps(block))) {
        continue;
      }
      double factor = Math.exp(settings.siteSpread() * random.nextGaussian());
      Site site = new Site(block, factor, random.nextBoolean(), random.nextDouble(0.1, 1));
      sites.add(site);
      int networks = 1 << (24 - block.length());
      for (int i = 0; i < networks && size < count; i++) {
        if (random.nextDouble() < site.use()) {
          int inNetwork = dense ? random.nextInt(60, 241) : random.nextInt(2, 41);
          for (int last : lastOctets(inNetwork, site.inRuns())) {
            drawn[size++] = block.first() + (i << 8) + last;
          }
        }
      }
    }
    int[] result = Arrays.copyOf(drawn, size);
    Arrays.sort(result);
    return result;
  }

  private int[] lastOctets(int count, boolean inRun) {
    if (inRun) {
      int first = random.nextInt(1, 255 - count + 1);
      return IntStream.range(first, first + count).toArray();
    }
    int[] all = IntStream.range(1, 255).toArray();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, all.length);
      int swapped = all[i];
      all[i] = all[other];
      all[other] = swapped;
    }
    return Arrays.copyOf(all, count);
  }

  private void drawFaults(int count) {
    int faulty = 0;
    for (int i = 0; i < ATTEMPTS_A_FAULT * count && faults.size() < count; i++) {
      Block block = new Block(hosts[random.nextInt(hosts.length)], random.nextInt(18, 29));
      Nature nature = Nature.draw(random);
      if (nature == Nature.DROPPED && !otherPortsAsked && !settings.dropsUnseen()) {
        nature = Nature.CUT_SHORT;
      }
      int size = countIn(block);
      if (faulty + size <= MOST_FAULTY * hosts.length && isApart(block, nature)) {
        faulty += size;
        faults.add(new Fault(block, nature, nature.drawStrength(random)));
      }
    }
  }

  private boolean isApart(Block block, Nature nature) {
    for (Fault other : faults) {
      if (other.block().overlaps(block)) {
        return false;
      }
      Block around = Block.cover(other.block(), block);
      if (other.nature().looksLike(nature) && healthyIn(around) - countIn(block) < HEALTHY_AROUND) {
        return false;
      }
    }
    return true;
  }

  private int healthyIn(Block block) {
    int faulty =
        faults.stream().map(Fault::block).filter(block::contains).mapToInt(this::countIn).sum();
    return countIn(block) - faulty;
  }

  private int countIn(Block block) {
    int from = Arrays.binarySearch(hosts, block.first());
    int to = Arrays.binarySearch(hosts, block.first() + (1 << (32 - block.length())));
    return (to < 0 ? -to - 1 : to) - (from < 0 ? -from - 1 : from);
  }

  /** Whether two prefixes hold the same hosts, so that no scanner can tell them apart. */
  boolean haveSameHosts(Block a, Block b) {
    return a.overlaps(b) && countIn(a) == countIn(b);
  }

  /** The longest prefix that holds all hosts of a prefix that has some. */
  Block aroundHosts(Block block) {
    int from = Arrays.binarySearch(hosts, block.first());
    int first = from < 0 ? -from - 1 : from;
    int last = first + countIn(block) - 1;
    return Block.cover(new Block(hosts[first], 32), new Block(hosts[last], 32));
  }

  Site siteOf(int address) {
    return sites.stream().filter(site -> site.block().contains(address)).findAny().orElseThrow();
  }

  /** The addresses of all hosts, ascending. */
  int[] hosts() {
    return hosts;
  }

  List<Fault> faults() {
    return faults;
  }

  boolean isDense() {
    return dense;
  }

  /** The share of hosts that fail by themselves. */
  double background() {
    return background;
  }

  /** The share of packets that are lost everywhere. */
  double loss() {
    return loss;
  }

  double medianNanos() {
    return medianNanos;
  }

  /** The share of hosts that answer on another port, if they are up and it is asked. */
  double answeringElsewhere() {
    return answeringElsewhere;
  }

  /** Chance that goes on where the drawing of the fleet ended. */
  SplittableRandom random() {
    return random;
  }
}
