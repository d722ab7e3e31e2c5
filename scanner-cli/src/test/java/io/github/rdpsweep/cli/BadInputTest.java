package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweepReading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.rdpsweep.engine.DescriptorLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with the input is said in one line that names argument, file and line, and nothing
 * happens: no output appears, and none of before is touched.
 */
final class BadInputTest {

  private static final String OLD = "an old result\n";

  @TempDir private Path directory;

  private Path results;

  @BeforeEach
  void layOutFiles() throws IOException {
    results = Files.writeString(directory.resolve("results.csv"), OLD);
    Files.createDirectory(directory.resolve("folder"));
    Files.createFile(directory.resolve("empty.txt"));
    Files.writeString(
        directory.resolve("segments.csv"), "prefix,name\n10.0.0.0/24,a\n10.0.0.0/33,b\n");
    Files.writeString(
        directory.resolve("targets.txt"),
        IntStream.rangeClosed(1, 16)
            .mapToObj(last -> "127.1.1." + last + "\n")
            .collect(Collectors.joining("", "", "10.0.0.0/33\n127.1.1.17\n")));
  }

  static Stream<Arguments> usage() {
    return Stream.of(
        // what is typed behind "scan 127.1.1.1", and what is said
        bad("-p 70000", "--ports: \"70000\": port above 65535"),
        bad("-p 0", "--ports: \"0\": port 0 cannot be connected to"),
        bad("-p abc", "--ports: \"abc\": port is not a number"),
        bad("-p 1-99", "--ports: \"1-99\": more than 64 ports of one host"),
        bad("--alive-ports 0", "--alive-ports: \"0\": port 0 cannot be connected to"),
        bad("--alive-ports 135,x", "--alive-ports: \"135,x\": port is not a number"),
        bad("--control-patience 1h", "--control-patience: \"1h\" is not in 1ms-10m"),
        bad("--rate 0", "--rate: \"0\" is no rate: 1 to 10000000 a second, or unlimited"),
        bad("--rate -5", "--rate: \"-5\" is no rate: 1 to 10000000 a second, or unlimited"),
        bad("--rate x", "--rate: \"x\" is no rate: 1 to 10000000 a second, or unlimited"),
        bad(
            "--segment-rate 1.5",
            "--segment-rate: \"1.5\" is no rate:" + " 1 to 10000000 a second, or unlimited"),
        bad("--shard 3/2 --seed 1", "--shard: \"3/2\": shard index above 2"),
        bad("--shard 0/2 --seed 1", "--shard: \"0/2\": shards are counted from 1"),
        bad("--shard 2 --seed 1", "--shard: \"2\": a shard is written index/count, such as 2/5"),
        bad("--seed x", "--seed: \"x\" is not a whole number"),
        bad("--seed 99999999999999999999", "--seed: \"99999999999999999999\" is out of range"),
        bad("--connect-timeout 0s", "--connect-timeout: \"0s\" is not in 1ms-10m"),
        bad("--connect-timeout 99h", "--connect-timeout: \"99h\" is not in 1ms-10m"),
        bad("--connect-timeout 999999999h", "--connect-timeout: \"999999999h\" is not in 1ms-10m"),
        bad(
            "--connect-timeout 5",
            "--connect-timeout: \"5\" is no duration such as 250ms, 1.5s or 5m"),
        bad(
            "--reply-timeout 1x",
            "--reply-timeout: \"1x\" is no duration such as 250ms, 1.5s or 5m"),
        bad(
            "--reply-timeout -1s",
            "--reply-timeout: \"-1s\" is no duration such as 250ms, 1.5s or 5m"),
        bad("--ramp-up 0s", "--ramp-up: \"0s\" is not in 1ms-10m"),
        bad("--depth logon", "--depth: \"logon\" is not one of connect, negotiate, tls, identity"),
        bad(
            "--security --security-also ssl",
            "--security-also: \"ssl\" is not one of rdstls, rdsaad"),
        bad(
            "--policy tls",
            "--policy: \"tls\" lacks its limit, as in 'tls>=1.2' (in quotes, or the shell takes the >)"),
        bad("--policy tls>=1.4", "--policy: \"tls>=1.4\": TLS has versions 1.0, 1.1, 1.2 and 1.3"),
        bad(
            "--policy os-supported,nla",
            "--policy: \"nla\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d,"
                + " os-supported and clock-skew<5m are"),
        bad("--fail-on all", "--fail-on: \"all\" is not one of none, failing, policy, new"),
        bad("--transport bogus", "--transport: \"bogus\" is not one of auto, epoll, nio, io_uring"),
        bad("--close kill", "--close: \"kill\" is not one of rst, fin"),
        bad("--progress often", "--progress: \"often\" is not one of auto, always, never"),
        bad("--separator dot", "--separator: \"dot\" is not one of comma, semicolon, tab"),
        bad("--repeat x", "--repeat: \"x\" is not a whole number"),
        bad("--repeat-spacing 0s", "--repeat-spacing: \"0s\" is not in 1ms-10m"),
        bad("--dscp 64", "--dscp: \"64\" is not in 0-63, nor a name such as EF, AF41 or CS5"),
        bad("--dscp gold", "--dscp: \"gold\" is not in 0-63, nor a name such as EF, AF41 or CS5"),
        bad("--retries x", "--retries: \"x\" is not a whole number"),
        bad("--event-loops many", "--event-loops: \"many\" is not a whole number"),
        bad("--output", "Missing required parameter for option '--output' (FILE)"),
        bad("--output --quiet", "Expected parameter for option '--output' but found '--quiet'"),
        bad("--rate 5 --rate 6", "option '--rate' (N) should be specified only once"),
        bad("--frobnicate", "Unknown option: '--frobnicate'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usage")
  void badUsageIsOneLineAndAHint(String arguments, String reason) throws IOException {
    Invocation scan = scan(words("127.1.1.1 " + arguments));

    assertEquals(2, scan.exitCode());
    assertEquals("rdpsweep: " + reason + "\nTry 'rdpsweep scan --help'.\n", scan.err());
    assertNothingHappened(scan);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        // what is typed behind "scan", where DIR is the test's folder, and what is said
        bad("-f DIR/targets.txt", "DIR/targets.txt:17: \"10.0.0.0/33\": prefix length above 32"),
        bad("-f DIR/folder", "DIR/folder: is a folder"),
        bad("-f DIR/missing", "DIR/missing: no such file"),
        bad("-f DIR/empty.txt", "--targets-file: no targets in DIR/empty.txt"),
        bad("-f - -f DIR/empty.txt", "--targets-file: no targets in standard input, DIR/empty.txt"),
        bad(
            "-f - -f -",
            "--targets-file, --exclude-file: standard input (-) can be read only once"),
        bad(
            "-f - --exclude-file -",
            "--targets-file, --exclude-file: standard input (-) can be read only once"),
        bad("127.1.1.1 --exclude-file DIR/missing", "DIR/missing: no such file"),
        bad(
            "127.1.1.1 --exclude-file DIR/targets.txt",
            "DIR/targets.txt:17: \"10.0.0.0/33\": prefix length above 32"),
        bad("", "no targets: name some, or give --targets-file FILE"),
        bad("--exclude 10.0.0.0/8", "no targets: name some, or give --targets-file FILE"),
        bad("127.1.1.0/33", "TARGET: \"127.1.1.0/33\": prefix length above 32"),
        bad("127.1.1.1:99999", "TARGET: \"127.1.1.1:99999\": port above 65535"),
        bad(
            "127.1.1.1 --exclude 127.1.1.0/99",
            "--exclude: \"127.1.1.0/99\": prefix length above 32"),
        bad(
            "127.1.1.1 --exclude 127.0.0.0/8",
            "no targets are left: the excludes cover all of them"),
        bad(
            "127.1.1.1 224.0.0.251",
            "TARGET: \"224.0.0.251\": no host can be in 224.0.0.0/4 (multicast)"),
        bad(
            "127.1.1.1 198.41.0.4",
            "--allow-public: needed for 198.41.0.4, which is no private address"
                + " (target \"198.41.0.4\"); sweep only what you may"),
        bad(
            "127.0.0.0/8 [::1]:3389",
            "--yes: needed for 16,777,217 targets, which are more than a /8 has (16,777,216)"),
        bad(
            "127.1.1.1 --rate unlimited --ramp-up 5s",
            "--ramp-up: needs a --rate to rise to, not unlimited"),
        bad("127.1.1.1 --shard 1/2", "--shard: needs --seed, the same one for every shard"),
        bad(
            "127.1.1.1 --control 127.0.0.0/30:445",
            "--control: \"127.0.0.0/30:445\" is not one host and one port"),
        bad(
            "127.1.1.1 --control 127.0.0.1:135-139",
            "--control: \"127.0.0.1:135-139\" is not one host and one port"),
        bad("127.1.1.1 --control 127.0.0.1:x", "--control: \"127.0.0.1:x\": port is not a number"),
        bad("127.1.1.1 --repeat 0", "--repeat: 0 is not in 1-100"),
        bad("127.1.1.1 --repeat 101", "--repeat: 101 is not in 1-100"),
        bad("127.1.1.1 --security --depth connect", "--security: needs --depth negotiate or more"),
        bad("127.1.1.1 --security-also rdstls", "--security-also: needs --security"),
        bad("127.1.1.1 --rdp-encryption", "--rdp-encryption: needs --security"),
        bad("127.1.1.1 --policy tls>=1.2", "--policy: \"tls>=1.2\" needs --depth tls"),
        bad(
            "127.1.1.1 --depth tls --policy tls>=1.2,clock-skew<5m",
            "--policy: \"clock-skew<5m\" needs --depth identity"),
        bad("127.1.1.1 --policy nla-required", "--policy: \"nla-required\" needs --security"),
        bad("127.1.1.1 --fail-on policy", "--fail-on: policy needs --policy"),
        bad("127.1.1.1 --retries -1", "--retries: -1 is not in 0-10"),
        bad("127.1.1.1 --retries 11", "--retries: 11 is not in 0-10"),
        bad(
            "127.1.1.1 --columns address,adress",
            "--columns: \"adress\": no such column; see scan --list-columns"),
        bad("127.1.1.1 --columns port,port", "--columns: \"port\": named twice"),
        bad(
            "127.1.1.1 --ndjson DIR/results.csv",
            "--ndjson: DIR/results.csv is where the results go (--output)"),
        bad("127.1.1.1 --max-in-flight 0", "--max-in-flight: 0 is not in 1-16384"),
        bad("127.1.1.1 --max-in-flight 16385", "--max-in-flight: 16385 is not in 1-16384"),
        bad(
            "127.1.1.1 --summary-json DIR/folder/../results.csv",
            "--summary-json: DIR/folder/../results.csv is where the results go (--output)"),
        bad(
            "127.1.1.1 --segments-out DIR/results.csv",
            "--segments-out: DIR/results.csv is where the results go (--output)"),
        bad(
            "127.1.1.1 --segments-out DIR/x --summary-json DIR/x",
            "--summary-json: DIR/x is where the segments go (--segments-out)"),
        bad(
            "127.1.1.1 --report DIR/results.csv",
            "--report: DIR/results.csv is where the results go (--output)"),
        bad("127.1.1.1 --segments DIR/missing", "DIR/missing: no such file"),
        bad("127.1.1.1 --segments DIR/empty.txt", "DIR/empty.txt:1: no header"),
        bad(
            "127.1.1.1 --segments DIR/segments.csv",
            "DIR/segments.csv:3: \"10.0.0.0/33\": prefix length above 32"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aValueThatCannotBeIsOneLine(String arguments, String reason) throws IOException {
    Invocation scan = scan(words(arguments));

    assertEquals(2, scan.exitCode());
    assertEquals("rdpsweep: " + inDirectory(reason) + "\n", scan.err());
    assertNothingHappened(scan);
  }

  static Stream<Arguments> traces() {
    return Stream.of(
        // what is typed behind "trace", and what is said
        bad("127.1.1.0/30", "HOST[:PORT]: \"127.1.1.0/30\": not one address and port"),
        bad("127.1.1.1-2", "HOST[:PORT]: \"127.1.1.1-2\": not one address and port"),
        bad(
            "127.1.1.1,127.1.1.2",
            "HOST[:PORT]: \"127.1.1.1,127.1.1.2\": not one address and port"),
        bad("127.1.1.1:1-2", "HOST[:PORT]: \"127.1.1.1:1-2\": not one address and port"),
        bad("127.1.1.1:0", "HOST[:PORT]: \"127.1.1.1:0\": port 0 cannot be connected to"),
        bad("127.1.1.300", "HOST[:PORT]: \"127.1.1.300\": octet above 255"),
        bad("no.such.host.invalid", "HOST[:PORT]: \"no.such.host.invalid\": name not found"),
        bad("127.1.1.1 --compare x/8", "--compare: \"x/8\": only an address takes a prefix length"),
        bad(
            "127.1.1.1 --compare 127.1.1.1:3389",
            "--compare: the same address and port as HOST[:PORT]"),
        bad(
            "127.1.1.1 --compare [::1]:9",
            "--compare: IPv4 and IPv6 take different paths: 127.1.1.1, ::1"),
        bad("224.0.0.1", "HOST[:PORT]: \"224.0.0.1\": no host can be in 224.0.0.0/4 (multicast)"),
        bad(
            "127.1.1.1 --compare 1.1.1.1",
            "--allow-public: needed for \"1.1.1.1\", which is no private address; trace only what"
                + " you may"),
        bad("127.1.1.1 --max-hops 0", "--max-hops: 0 is not in 1-255"),
        bad("127.1.1.1 --max-hops 256", "--max-hops: 256 is not in 1-255"),
        bad("127.1.1.1 --tries 11", "--tries: 11 is not in 1-10"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  @EnabledOnOs(OS.LINUX)
  void aTraceThatCannotBeIsOneLine(String arguments, String reason) {
    List<String> words = new ArrayList<>(List.of("trace"));
    words.addAll(Arrays.asList(words(arguments)));

    assertEquals(
        new Invocation(2, "", "rdpsweep: " + reason + "\n"),
        rdpsweepReading("", words.toArray(new String[0])));
  }

  @Test
  void eventLoopsAreLimitedByTheProcessors() throws IOException {
    int most = 4 * Runtime.getRuntime().availableProcessors();
    for (int loops : new int[] {0, -1, most + 1}) {
      Invocation scan = scan("127.1.1.1", "--event-loops", Integer.toString(loops));

      assertEquals(2, scan.exitCode());
      assertEquals("rdpsweep: --event-loops: " + loops + " is not in 1-" + most + "\n", scan.err());
      assertNothingHappened(scan);
    }
  }

  @Test
  void slotsAreLimitedByOpenFiles() throws IOException {
    int allowed = DescriptorLimit.connections();
    assumeFalse(allowed == DescriptorLimit.MOST, "more open files than any sweep needs");

    Invocation scan = scan("127.1.1.1", "--max-in-flight", "16384");

    assertEquals(2, scan.exitCode());
    String said = "rdpsweep: --max-in-flight: 16384 is more than the limit on open files allows, ";
    assertEquals(said, scan.err().substring(0, said.length()));
    assertNothingHappened(scan);
  }

  @Test
  void oneStandardOutputTakesOneOutput() throws IOException {
    Invocation scan = rdpsweepReading("", "scan", "127.1.1.1", "--summary-json", "-");

    assertEquals(
        new Invocation(
            2,
            "",
            "rdpsweep: --summary-json: standard output is where the results go (--output)\n"),
        scan);
  }

  @Test
  void anEmptyFileNameIsNoPlace() {
    assertEquals(
        new Invocation(2, "", "rdpsweep: --output: empty file name\n"),
        rdpsweepReading("", "scan", "127.1.1.1", "-o", ""));
    assertEquals(
        new Invocation(2, "", "rdpsweep: --summary-json: empty file name\n"),
        rdpsweepReading("", "scan", "127.1.1.1", "--summary-json", ""));
    assertEquals(
        new Invocation(2, "", "rdpsweep: --segments-out: empty file name\n"),
        rdpsweepReading("", "scan", "127.1.1.1", "--segments-out", ""));
  }

  static Stream<Arguments> outputs() {
    return Stream.of(
        bad("-o DIR/folder", "DIR/folder: is a folder"),
        bad("-o DIR/none/x.csv", "DIR/none/x.csv: the folder DIR/none does not exist"),
        bad("-o DIR/targets.txt/x.csv", "DIR/targets.txt/x.csv: Not a directory"),
        bad("-o DIR/new.csv --summary-json DIR/folder", "DIR/folder: is a folder"),
        bad("-o DIR/new.csv --ndjson DIR/folder", "DIR/folder: is a folder"),
        bad(
            "-o DIR/new.csv --summary-json DIR/none/x",
            "DIR/none/x: the folder DIR/none does not exist"),
        bad("-o DIR/new.csv --segments-out DIR/folder", "DIR/folder: is a folder"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  @DisabledOnOs(OS.WINDOWS) // which words the reasons otherwise
  void anOutputThatCannotBeIsOneLineBeforeAnythingIsSent(String arguments, String reason)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("scan", "127.1.1.1:9"));
    words.addAll(Arrays.asList(words(arguments)));
    Invocation scan = rdpsweepReading("", words.toArray(new String[0]));

    assertEquals(new Invocation(3, "", "rdpsweep: " + inDirectory(reason) + "\n"), scan);
    assertNothingHappened(scan);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void filesWithoutPermissionAreNamed() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "127.1.1.1\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        directory.resolve("folder"), PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isReadable(secret), "nothing is denied to the superuser");

    Invocation unreadable = scan("-f", secret.toString());
    Invocation unwritable =
        rdpsweepReading("", "scan", "127.1.1.1:9", "-o", directory.resolve("folder/x").toString());

    assertEquals(
        new Invocation(2, "", "rdpsweep: " + secret + ": permission denied\n"), unreadable);
    assertEquals(
        new Invocation(
            3,
            "",
            inDirectory(
                "rdpsweep: DIR/folder/x: no permission to write in the folder DIR/folder\n")),
        unwritable);
  }

  /** Places that are closed to the superuser too. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesThatNobodyMayUseAreNamed() throws IOException {
    Invocation unreadable = scan("-f", "/proc/self/mem");
    Invocation unwritable = rdpsweepReading("", "scan", "127.1.1.1:9", "-o", "/sys/x.csv");

    assertEquals(
        new Invocation(2, "", "rdpsweep: /proc/self/mem: cannot be read: Input/output error\n"),
        unreadable);
    assertEquals(
        new Invocation(3, "", "rdpsweep: /sys/x.csv: no permission to write in the folder /sys\n"),
        unwritable);
    assertNothingHappened(unreadable);
  }

  private static Arguments bad(String arguments, String reason) {
    return arguments(arguments, reason);
  }

  private String[] words(String arguments) {
    return Stream.of(inDirectory(arguments).split(" "))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  private String inDirectory(String text) {
    return text.replace("DIR", directory.toString());
  }

  private Invocation scan(String... arguments) {
    List<String> words = new ArrayList<>(List.of("scan"));
    if (!List.of(arguments).contains("--output")) {
      words.addAll(List.of("-o", results.toString()));
    }
    words.addAll(List.of(arguments));
    return rdpsweepReading("", words.toArray(new String[0]));
  }

  private void assertNothingHappened(Invocation scan) throws IOException {
    assertEquals("", scan.out());
    assertEquals(OLD, Files.readString(results, UTF_8));
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(
          List.of("", "empty.txt", "folder", "results.csv", "segments.csv", "targets.txt"),
          files
              .map(file -> directory.relativize(file).toString())
              .sorted(Comparator.naturalOrder())
              .toList());
    }
  }
}
