package io.github.rdpsweep.target;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSetTest {

  private static final Ports RDP = Ports.of(3389);

  /*
   * Blocks of addresses where arithmetic could go wrong, in ascending order: around ::, below and
   * above IPv4, within it, over a carry into the upper half, and at the very end.
   */
  private static final List<IpAddress> BLOCKS =
      List.of(
          new IpAddress(0, 0),
          new IpAddress(0, 0xfffe_ffff_ffe0L),
          IpAddress.FIRST_IPV4,
          IpAddress.ofIpv4(0x7fff_fff0),
          IpAddress.ofIpv4(0xffff_ffe0),
          IpAddress.LAST_IPV4.next(),
          new IpAddress(0x2001_0db8_0000_0000L, -16),
          new IpAddress(Long.MAX_VALUE, -16),
          new IpAddress(-1, -32));

  private static final int BLOCK_SIZE = 32;

  /** An item of the model: addresses of one block, numbered; a name has one address. */
  private record ModelItem(IpAddress first, int size, Ports ports, String spec, boolean isName) {

    boolean covers(IpAddress address) {
      return first.compareTo(address) <= 0 && address.compareTo(first.plus(size - 1)) <= 0;
    }

    void addTo(TargetSetBuilder builder) {
      if (isName) {
        builder.addName(spec, first.toInetAddress(), ports);
      } else {
        builder.add(new AddressRange(first, first.plus(size - 1)), ports, spec);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, 8.8.8.8",
    "'10.0.0.0/8,127.0.0.1,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,100.64.0.0/10,198.18.0.0/15',",
    "'fc00::/112,fe80::1,::1',",
    "9.255.255.255-10.0.0.1, 9.255.255.255",
    "10.255.255.254-11.0.0.2, 11.0.0.0",
    "172.31.255.0-172.32.0.9, 172.32.0.0",
    "'10.0.0.0/24,192.169.0.0/24,8.8.4.4', 8.8.4.4",
    "126.255.255.255-128.0.0.0, 126.255.255.255",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-fe00::1, fe00::",
    "2001:4860::1, 2001:4860::1"
  })
  void findsTheFirstPublicAddress(String items, String expected) throws Exception {
    TargetSet set =
        new TargetPlan(RDP)
            .include("TARGET", items)
            .resolve(
                name -> {
                  throw new AssertionError(name);
                })
            .set();

    assertEquals(
        Optional.ofNullable(expected),
        set.firstPublic().map(host -> IpAddress.of(host.address()).toString()));
  }

  @Test
  void equalsABruteForceModel() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 3_000; run++) {
      List<ModelItem> items = randomItems(random, 1 + random.nextInt(12));
      List<ModelItem> excludes = randomItems(random, random.nextInt(5));
      TargetSetBuilder builder = new TargetSetBuilder();
      items.forEach(item -> item.addTo(builder));
      excludes.forEach(
          exclude ->
              builder.exclude(
                  new AddressRange(exclude.first(), exclude.first().plus(exclude.size() - 1))));

      List<Host> expected = model(items, excludes);
      TargetSet set = builder.build();

      String message = "seed " + seed + ", run " + run + ": " + items + " minus " + excludes;
      assertEquals(expected, hosts(set), message);
      assertEquals(expected.size(), set.hosts(), message);
      assertEquals(expected.isEmpty(), set.isEmpty(), message);
      assertEquals(
          expected.stream().mapToLong(host -> host.ports().count()).sum(), set.size(), message);
      Set<InetAddress> visited = expected.stream().map(Host::address).collect(toSet());
      for (IpAddress block : BLOCKS) {
        for (int offset = -1; offset <= BLOCK_SIZE; offset++) {
          IpAddress address = block.plus(offset);
          assertEquals(visited.contains(address.toInetAddress()), set.contains(address), message);
        }
      }
      assertThrows(IndexOutOfBoundsException.class, () -> set.host(set.hosts()), message);
      assertThrows(IndexOutOfBoundsException.class, () -> set.host(-1), message);
    }
  }

  private static List<ModelItem> randomItems(Random random, int count) {
    List<ModelItem> items = new ArrayList<>();
    int blocks = 1 + random.nextInt(BLOCKS.size()); // few blocks: many overlaps
    for (int i = 0; i < count; i++) {
      int offset = random.nextInt(BLOCK_SIZE);
      int size = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(BLOCK_SIZE - offset);
      boolean isName = size == 1 && random.nextBoolean();
      IpAddress first = BLOCKS.get(random.nextInt(blocks)).plus(offset);
      String spec = isName ? "srv" + random.nextInt(4) : "item" + i;
      if (size == 1 && !isName && random.nextBoolean()) {
        spec = first.toString();
      }
      Ports ports = random.nextInt(3) > 0 ? RDP : Ports.of(3389 + random.nextInt(3), 80);
      boolean crossesFamilies = first.isIpv4() != first.plus(size - 1).isIpv4();
      items.add(new ModelItem(first, crossesFamilies ? 1 : size, ports, spec, isName));
    }
    return items;
  }

  private static List<Host> model(List<ModelItem> items, List<ModelItem> excludes) {
    List<Host> hosts = new ArrayList<>();
    for (IpAddress block : BLOCKS) {
      for (int offset = 0; offset < BLOCK_SIZE; offset++) {
        IpAddress address = block.plus(offset);
        List<ModelItem> covering = items.stream().filter(item -> item.covers(address)).toList();
        if (!covering.isEmpty() && excludes.stream().noneMatch(item -> item.covers(address))) {
          hosts.add(modelHost(address, covering));
        }
      }
    }
    return hosts;
  }

  private static Host modelHost(IpAddress address, List<ModelItem> covering) {
    Set<Integer> ports = new TreeSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (ModelItem item : covering) {
      for (int i = 0; i < item.ports().count(); i++) {
        ports.add(item.ports().get(i));
      }
      if (item.isName()) {
        names.add(item.spec());
      }
    }
    ModelItem narrowest =
        covering.stream().min(Comparator.comparing(ModelItem::size)).orElseThrow();
    return new Host(
        address.toInetAddress(),
        Ports.of(ports.stream().mapToInt(port -> port).toArray()),
        names.isEmpty() ? narrowest.spec() : String.join(" ", names),
        narrowest.size() == 1);
  }

  private static List<Host> hosts(TargetSet set) {
    List<Host> hosts = new ArrayList<>();
    for (long index = 0; index < set.hosts(); index++) {
      hosts.add(set.host(index));
    }
    return hosts;
  }

  @Test
  void hostMakesATargetOfEachPort() throws Exception {
    InetAddress address = InetAddress.getByName("10.0.0.1");
    Host host = new Host(address, Ports.of(3389, 3390), "10.0.0.0/24");

    assertEquals(new Target(new InetSocketAddress(address, 3390), "10.0.0.0/24"), host.target(1));
    assertFalse(host.single());
    assertThrows(IndexOutOfBoundsException.class, () -> host.target(2));
    assertThrows(IllegalArgumentException.class, () -> new Host(address, Ports.NONE, "srv"));
  }

  @Test
  void memoryDependsOnRangesAndNotOnHosts() {
    TargetSet small = setOf("10.0.0.0/24");
    TargetSet large = setOf("10.0.0.0/8");

    assertEquals(256, small.hosts());
    assertEquals(1 << 24, large.hosts());
    assertEquals(1, small.rangeCount());
    assertEquals(small.rangeCount(), large.rangeCount());
  }

  @Test
  void everyHostOfASlashEightIsIndexed() {
    TargetSet set = setOf("10.0.0.0/8");

    for (int index = 0; index < 1 << 24; index++) {
      byte[] address = set.host(index).address().getAddress();
      int host = ((address[1] & 0xff) << 16) | ((address[2] & 0xff) << 8) | (address[3] & 0xff);
      if (host != index || address[0] != 10) {
        assertEquals(index, host); // not called 16 million times
      }
    }
  }

  @Test
  void allOfIpv4CanBeSwept() {
    TargetSet set = setOf("0.0.0.0/0");

    assertEquals(1L << 32, set.hosts());
    assertEquals("255.255.255.255", set.host((1L << 32) - 1).address().getHostAddress());
    assertEquals("128.0.0.0", set.host(1L << 31).address().getHostAddress());
  }

  @Test
  void listOfNeighboursIsOneRange() {
    TargetSetBuilder builder = new TargetSetBuilder();
    for (int i = 999; i >= 0; i--) {
      IpAddress address = IpAddress.ofIpv4(0x0a000000 + i);
      builder.add(AddressRange.single(address), RDP, address.toString());
    }
    TargetSet set = builder.build();

    assertEquals(1, set.rangeCount());
    assertEquals(1000, set.hosts());
    assertEquals("10.0.3.231", set.host(999).spec());
    assertTrue(set.host(999).single());
  }

  @Test
  void deeplyNestedItemsAreMergedInReasonableTime() {
    TargetSetBuilder builder = new TargetSetBuilder();
    int depth = 20_000;
    for (int i = 0; i < depth; i++) {
      IpAddress first = IpAddress.ofIpv4(0x0a000000 + i);
      IpAddress last = IpAddress.ofIpv4(0x0b000000 - i);
      builder.add(new AddressRange(first, last), Ports.of(3389 + i % 3), "item" + i);
    }
    TargetSet set = builder.build();

    assertEquals("item0", set.host(0).spec());
    assertEquals("item19999", set.host(depth).spec());
    assertEquals("item7", set.host(set.hosts() - 8).spec());
    assertEquals(Ports.parse("3389-3391"), set.host(depth).ports());
    assertEquals(2 * depth - 1, set.rangeCount());
  }

  @Test
  void overlapsThatNeedTooManyPortsAreRefused() {
    TargetSetBuilder builder =
        new TargetSetBuilder()
            .add(Prefix.parse("10.0.0.0/24").range(), Ports.parse("1-64"), "10.0.0.0/24")
            .add(Prefix.parse("10.0.0.8/30").range(), Ports.of(100), "10.0.0.8/30");

    Exception refusal = assertThrows(IllegalArgumentException.class, builder::build);

    assertEquals(
        "10.0.0.8: \"1-64,100\": more than 64 ports of one host, from several items together",
        refusal.getMessage());
  }

  @Test
  void addressWithSeveralNamesKeepsThemAll() throws Exception {
    InetAddress address = InetAddress.getByName("10.0.0.5");
    TargetSet set =
        new TargetSetBuilder()
            .add(Prefix.parse("10.0.0.0/24").range(), RDP, "10.0.0.0/24")
            .add(AddressRange.single(IpAddress.of(address)), RDP, "10.0.0.5")
            .addName("web", address, Ports.of(3390))
            .addName("db", address, RDP)
            .addName("web", address, RDP)
            .build();

    assertEquals(new Host(address, Ports.of(3389, 3390), "web db", true), set.host(5));
    assertEquals(256, set.hosts());
    assertEquals(257, set.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"::/0", "::/1", "::/64"})
  void excludingIpv6LeavesIpv4(String exclude) {
    TargetSet set =
        new TargetSetBuilder()
            .add(Prefix.parse("10.0.0.0/24").range(), RDP, "10.0.0.0/24")
            .add(Prefix.parse("::/120").range(), RDP, "::/120")
            .exclude(Prefix.parse(exclude).range())
            .build();

    assertEquals(256, set.hosts());
    assertEquals("10.0.0.0", set.host(0).address().getHostAddress());
  }

  @Test
  void excludingIpv4LeavesIpv6() {
    TargetSet set =
        new TargetSetBuilder()
            .add(Prefix.parse("10.0.0.0/24").range(), RDP, "10.0.0.0/24")
            .add(Prefix.parse("::/120").range(), RDP, "::/120")
            .exclude(Prefix.parse("0.0.0.0/0").range())
            .build();

    assertEquals(256, set.hosts());
    assertEquals("::/120", set.host(255).spec());
  }

  @Test
  void refusesWhatCannotBeSwept() {
    TargetSetBuilder builder = new TargetSetBuilder();

    assertThrows(
        IllegalArgumentException.class,
        () -> builder.add(Prefix.parse("2001:db8::/64").range(), RDP, "2001:db8::/64"));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.add(Prefix.parse("10.0.0.0/24").range(), Ports.NONE, "10.0.0.0/24"));
    assertTrue(builder.isEmpty());
    assertTrue(builder.build().isEmpty());
  }

  private static TargetSet setOf(String prefix) {
    return new TargetSetBuilder().add(Prefix.parse(prefix).range(), RDP, prefix).build();
  }
}
