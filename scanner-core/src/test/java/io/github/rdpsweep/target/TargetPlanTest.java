package io.github.rdpsweep.target;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPlanTest {

  private static final NameResolver NO_NAMES =
      name -> {
        throw new UnknownHostException(name);
      };

  private final TargetPlan plan = new TargetPlan(Ports.of(3389));

  @Test
  void joinsWhatIsGivenAndOverridesPorts() throws Exception {
    ResolvedTargets targets =
        plan.include("TARGET", "10.0.0.0/30")
            .include("TARGET", "10.0.0.1:3390,10.0.0.9")
            .exclude("--exclude", "10.0.0.2-3")
            .resolve(NO_NAMES);

    assertEquals(
        List.of(
            "10.0.0.0 3389 10.0.0.0/30", "10.0.0.1 3389-3390 10.0.0.1", "10.0.0.9 3389 10.0.0.9"),
        describe(targets.set()));
    assertEquals(List.of(), targets.unresolved());
    assertEquals(4, targets.set().size());
  }

  @Test
  void readsFiles(@TempDir Path folder) throws Exception {
    Path targets = folder.resolve("targets.txt");
    Files.write(
        targets,
        ("\ufeff# the fleet\r\n"
                + "10.0.0.1 # first\r\n"
                + "\r\n"
                + "  10.0.0.2,\t10.0.0.3:3390 10.0.0.4#last\n"
                + " # B\u00fcro\r"
                + "10.0.0.5")
            .getBytes(UTF_8));
    Path excludes = folder.resolve("excludes.txt");
    Files.writeString(excludes, "10.0.0.3 # printer\n");

    ResolvedTargets resolved = plan.includeFile(targets).excludeFile(excludes).resolve(NO_NAMES);

    assertEquals(
        List.of(
            "10.0.0.1 3389 10.0.0.1",
            "10.0.0.2 3389 10.0.0.2",
            "10.0.0.4 3389 10.0.0.4",
            "10.0.0.5 3389 10.0.0.5"),
        describe(resolved.set()));
  }

  @Test
  void readsStandardInput() throws Exception {
    ResolvedTargets resolved =
        plan.includeFile("stdin", input("10.0.0.0/30\n".getBytes(UTF_8)))
            .excludeFile("stdin", input("10.0.0.0/31\n".getBytes(UTF_8)))
            .resolve(NO_NAMES);

    assertEquals(2, resolved.set().hosts());
  }

  @Test
  void namesTheLineOfABadItem(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("targets.txt");
    Files.writeString(file, "10.0.0.1\r\n".repeat(16) + "10.0.0.2 10.0.0.0/33 # typo\r\n");

    assertRefused(
        file + ":17: \"10.0.0.0/33\": prefix length above 32", () -> plan.includeFile(file));
    assertRefused(
        file + ":17: \"10.0.0.0/33\": prefix length above 32", () -> plan.excludeFile(file));
  }

  @Test
  void namesTheFileThatCannotBeRead(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing.txt");
    assertRefused(missing + ": no such file", () -> plan.includeFile(missing));
    assertRefused(folder + ": is a folder", () -> plan.excludeFile(folder));

    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertRefused("stdin: cannot be read: Stream closed", () -> plan.includeFile("stdin", closed));
  }

  @Test
  void refusesWhatIsNoTextFile() {
    assertRefusedInput(
        "f:2: not UTF-8 text", bytes("10.0.0.1\nB\u00fcro", (byte) 0xfc, (byte) '\n'));
    assertRefusedInput(
        "f:1: UTF-16 text; save the file as UTF-8", "\ufeff10.0.0.1\r\n".getBytes(UTF_16LE));
    assertRefusedInput(
        "f:1: control character U+007F: no text file", bytes("\u007fELF", (byte) 2, (byte) 1));
    assertRefusedInput(
        "f:3: control character U+0000: no text file", "10.0.0.1\n\n10.0.0.2\0\n".getBytes(UTF_8));
    assertRefusedInput(
        "f:2: line longer than 1048576 bytes",
        ("10.0.0.1\n" + "1".repeat(TextLines.MAX_LINE_BYTES + 1)).getBytes(UTF_8));
  }

  @Test
  void endlessLineIsRefusedAndNotCollected() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 'a');
            return length;
          }
        };

    assertRefused(
        "stdin:1: line longer than 1048576 bytes", () -> plan.includeFile("stdin", endless));
  }

  @Test
  void longestLineIsRead() throws Exception {
    String list = "10.0.0.1," + "10.0.0.2,".repeat(100_000) + "10.0.0.3";

    ResolvedTargets resolved = plan.includeFile("f", input(list.getBytes(UTF_8))).resolve(NO_NAMES);

    assertEquals(3, resolved.set().hosts());
  }

  @Test
  void probesAllAddressesOfAName() throws Exception {
    NameResolver resolver = resolver(Map.of("srv", List.of("10.0.0.1", "fd00::1")));

    ResolvedTargets targets = plan.include("TARGET", "srv:3390").resolve(resolver);

    assertEquals(List.of("10.0.0.1 3390 srv", "fd00::1 3390 srv"), describe(targets.set()));
    assertTrue(targets.set().host(0).single());
  }

  @Test
  void namesThatAreNotFoundHaveOneTargetForEachPort() throws Exception {
    ResolvedTargets targets =
        plan.include("TARGET", "10.0.0.1,lost:3390-3391,LOST:3389,gone").resolve(NO_NAMES);

    assertEquals(
        List.of(
            new Target(InetSocketAddress.createUnresolved("lost", 3389), "lost", true),
            new Target(InetSocketAddress.createUnresolved("lost", 3390), "lost", true),
            new Target(InetSocketAddress.createUnresolved("lost", 3391), "lost", true),
            new Target(InetSocketAddress.createUnresolved("gone", 3389), "gone", true)),
        targets.unresolved());
    assertEquals(1, targets.set().hosts());
  }

  @Test
  void namesAloneMayAllBeUnresolved() throws Exception {
    ResolvedTargets targets = plan.include("TARGET", "lost").resolve(NO_NAMES);

    assertTrue(targets.set().isEmpty());
    assertEquals(1, targets.unresolved().size());
  }

  @Test
  void sameNameInOtherCaseIsOneHost() throws Exception {
    NameResolver resolver = resolver(Map.of("srv", List.of("10.0.0.1")));

    ResolvedTargets targets = plan.include("TARGET", "SRV,srv:3390").resolve(resolver);

    assertEquals(List.of("10.0.0.1 3389-3390 SRV"), describe(targets.set()));
  }

  @Test
  void nameWithTooManyPortsIsRefused() {
    plan.include("TARGET", "srv:1-64");

    assertRefused(
        "f:1: \"srv\": \"1-64,100\": more than 64 ports of one host",
        () -> plan.includeFile("f", input("srv:100".getBytes(UTF_8))));
  }

  /* Whatever way an address is named, and whatever way it is excluded. */
  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.7", "10.0.0.0/29", "10.0.0.6-9", "srv", "SRV", "alias", "::ffff:10.0.0.7"})
  void excludesAlwaysWin(String exclude) throws Exception {
    NameResolver resolver =
        resolver(Map.of("srv", List.of("10.0.0.7"), "alias", List.of("10.0.0.7", "10.9.9.9")));
    plan.exclude("--exclude", exclude);
    plan.include("TARGET", "10.0.0.0/24,10.0.0.7,srv,10.0.0.7:3390,10.0.0.1-10.0.0.50");

    ResolvedTargets targets = plan.resolve(resolver);

    assertTrue(targets.set().hosts() >= 248);
    for (long index = 0; index < targets.set().hosts(); index++) {
      assertFalse(
          targets.set().host(index).address().getHostAddress().equals("10.0.0.7"), "excluded");
    }
    assertEquals(List.of(), targets.unresolved());
  }

  @Test
  void excludedNameThatIsNotFoundIsRefused() {
    plan.include("TARGET", "10.0.0.0/24").exclude("--exclude", "10.0.0.1,lost");

    assertRefused(
        "--exclude: \"lost\": name not found, so that it could not be excluded",
        () -> plan.resolve(NO_NAMES));
  }

  @Test
  void excludesThatLeaveNothingAreRefused() {
    plan.include("TARGET", "10.0.0.0/24").exclude("--exclude", "10.0.0.0/8");

    assertRefused(
        "no targets are left: the excludes cover all of them", () -> plan.resolve(NO_NAMES));
  }

  @Test
  void planWithoutTargetsIsRefused() {
    plan.includeFile("f", input("# nothing\n\n".getBytes(UTF_8)));

    assertRefused("no targets", () -> plan.resolve(NO_NAMES));
  }

  @Test
  void aSecondResolutionGivesTheSameTargets() throws Exception {
    NameResolver resolver = resolver(Map.of("srv", List.of("10.0.0.1")));
    plan.include("TARGET", "10.0.0.0/30,srv,lost");

    ResolvedTargets first = plan.resolve(resolver);
    ResolvedTargets second = plan.resolve(resolver);

    assertEquals(describe(first.set()), describe(second.set()));
    assertEquals(first.unresolved(), second.unresolved());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "192.0.2.0/24",
        "198.51.100.7",
        "203.0.113.1-9",
        "224.0.0.251",
        "239.255.255.255",
        "255.255.255.255",
        "240.0.0.0/4",
        "::",
        "2001:db8:1::/112",
        "ff02::1"
      })
  void refusesWhatCanHoldNoHost(String item) {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> plan.include("f:7", "10.0.0.1," + item));

    String start = "f:7: \"" + item + "\": no host can be in ";
    assertEquals(start, refusal.getMessage().substring(0, start.length()));
  }

  @Test
  void leavesOutTheBlocksWithoutHostsThatAnItemReachesInto() throws Exception {
    ResolvedTargets targets =
        plan.include("TARGET", "223.255.255.254-224.0.0.9,192.0.1.255-192.0.3.0").resolve(NO_NAMES);

    assertEquals(
        List.of(
            "192.0.1.255 3389 192.0.1.255-192.0.3.0",
            "192.0.3.0 3389 192.0.1.255-192.0.3.0",
            "223.255.255.254 3389 223.255.255.254-224.0.0.9",
            "223.255.255.255 3389 223.255.255.254-224.0.0.9"),
        describe(targets.set()));
    assertEquals(
        List.of("224.0.0.0/4 (multicast)", "192.0.2.0/24 (documentation)"), targets.leftOut());
  }

  @Test
  void leavesOutLoopbackUnlessItIsMeant() throws Exception {
    ResolvedTargets targets =
        plan.include("TARGET", "126.255.255.255-128.0.0.0,127.0.0.1-2").resolve(NO_NAMES);

    assertEquals(
        List.of(
            "126.255.255.255 3389 126.255.255.255-128.0.0.0",
            "127.0.0.1 3389 127.0.0.1-2",
            "127.0.0.2 3389 127.0.0.1-2",
            "128.0.0.0 3389 126.255.255.255-128.0.0.0"),
        describe(targets.set()));
    assertFalse(targets.set().host(0).single());
    assertEquals(List.of("127.0.0.0/8 (loopback)"), targets.leftOut());
  }

  @Test
  void allOfIpv4IsAllButTheBlocksWithoutHostsAndLoopback() throws Exception {
    ResolvedTargets targets = plan.include("TARGET", "0.0.0.0/0").resolve(NO_NAMES);

    long withoutHosts = (1L << 24) + 3 * 256 + 2 * (1L << 28);
    assertEquals((1L << 32) - withoutHosts - (1L << 24), targets.set().hosts());
  }

  @Test
  void aNameThatIsBlockedByItsNameServerIsNotFound() throws Exception {
    NameResolver resolver =
        resolver(
            Map.of("blocked", List.of("0.0.0.0", "::"), "half", List.of("0.0.0.0", "10.0.0.1")));

    ResolvedTargets targets = plan.include("TARGET", "blocked,half").resolve(resolver);

    assertEquals(List.of("10.0.0.1 3389 half"), describe(targets.set()));
    assertEquals(
        List.of(new Target(InetSocketAddress.createUnresolved("blocked", 3389), "blocked", true)),
        targets.unresolved());
  }

  private static NameResolver resolver(Map<String, List<String>> addresses) {
    return name -> {
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses.getOrDefault(name, List.of())) {
        found.add(InetAddress.getByName(address));
      }
      if (found.isEmpty()) {
        throw new UnknownHostException(name);
      }
      return found.toArray(new InetAddress[0]);
    };
  }

  private static List<String> describe(TargetSet set) {
    List<String> lines = new ArrayList<>();
    for (long index = 0; index < set.hosts(); index++) {
      Host host = set.host(index);
      lines.add(IpAddress.of(host.address()) + " " + host.ports() + " " + host.spec());
    }
    return lines;
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void assertRefused(String message, Action action) {
    Exception refusal = assertThrows(IllegalArgumentException.class, action::run);
    assertEquals(message, refusal.getMessage());
  }

  private void assertRefusedInput(String message, byte[] content) {
    assertRefused(message, () -> plan.includeFile("f", input(content)));
  }

  private static InputStream input(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static byte[] bytes(String text, byte... more) {
    byte[] start = text.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return all;
  }
}
