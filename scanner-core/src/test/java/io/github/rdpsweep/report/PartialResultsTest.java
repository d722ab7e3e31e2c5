package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.SweptTargets;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialResultsTest {

  private static final int HOSTS = 40;
  private static final SweepIdentity IDENTITY =
      new SweepIdentity(
          "a", Instant.parse("2026-11-24T01:00:00Z"), 7, Map.of("--depth", "NEGOTIATE"));

  private static final TargetSet TARGETS =
      new TargetSetBuilder()
          .add(
              new AddressRange(IpAddress.parse("10.0.0.0"), IpAddress.parse("10.0.0.99")),
              Ports.of(3389),
              "10.0.0.0/24")
          .build();

  @TempDir private Path folder;
  private Path file;
  private Path partial;
  private byte[] whole;

  @BeforeEach
  void writeRows() throws IOException {
    file = folder.resolve("out.csv");
    partial = folder.resolve("out.csv.partial");
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(rows, SecurityProtocol.HYBRID);
    for (int i = 0; i < HOSTS; i++) {
      csv.write(SampleResults.rows().of(SampleResults.ready(target(i))));
    }
    csv.flush();
    whole = rows.toByteArray();
  }

  @Test
  void findsAllRowsOfAFileThatEndsWithARow() throws IOException {
    Files.write(partial, whole);

    PartialResults results = read();

    assertEquals(HOSTS, results.rows());
    assertEquals(0, results.dropped() + results.cutBytes());
    assertArrayEquals(whole, afterOpening(results));
  }

  @Test
  void cutsOffARowThatWasTornAnywhere() throws IOException {
    for (int length = 0; length <= whole.length; length++) {
      Files.write(partial, Arrays.copyOf(whole, length));

      PartialResults results = read();

      int wholeRows = (int) lines(Arrays.copyOf(whole, length)) - 1;
      assertEquals(Math.max(0, wholeRows), results.rows(), "length " + length);
      assertEquals(wholeRows >= 0, results.hasHeader(), "length " + length);
      byte[] left = afterOpening(results);
      assertArrayEquals(Arrays.copyOf(whole, left.length), left, "length " + length);
      assertEquals(wholeRows + 1, lines(left), "length " + length);
      assertEquals(length - left.length, results.cutBytes());
    }
  }

  /** As file systems leave them that had no time to write what they promised. */
  @Test
  void cutsFromZerosOnThatPowerLossLeft() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int header = header();
    int from = header + random.nextInt(whole.length - header - 100);
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, from, from + 100, (byte) 0);
    Files.write(partial, damaged);

    PartialResults results = read();

    byte[] left = afterOpening(results);
    assertTrue(left.length <= from, "seed " + seed);
    assertArrayEquals(Arrays.copyOf(whole, left.length), left, "seed " + seed);
  }

  @Test
  void givesUpRowsThatSayNothingFinalWhereverTheyStand() throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(rows, SecurityProtocol.HYBRID);
    List<ProbeResult> results =
        List.of(
            with(target(1), Outcome.CANCELLED, ""),
            SampleResults.ready(target(2)),
            with(target(3), Outcome.NOT_SENT, "EMFILE"),
            SampleResults.ready(target(4)),
            SampleResults.ready(target(5)).cutShort(),
            SampleResults.ready(target(2)),
            SampleResults.ready(target(6)));
    for (ProbeResult result : results) {
      csv.write(SampleResults.rows().of(result));
    }
    csv.flush();
    Files.write(partial, rows.toByteArray());

    SweptTargets.Builder swept = new SweptTargets.Builder(TARGETS);
    PartialResults partialResults = PartialResults.read(file, List.of(), swept);

    assertEquals(3, partialResults.rows());
    assertEquals(4, partialResults.dropped());
    assertEquals(3, swept.build().count());
    List<String> left = new String(afterOpening(partialResults), UTF_8).lines().toList();
    assertEquals(
        List.of("10.0.0.2", "10.0.0.4", "10.0.0.6"),
        left.stream().skip(1).map(row -> row.split(",", -1)[1]).toList());
    assertEquals(List.of("out.csv.partial"), names());
  }

  @Test
  void refusesOtherColumns() throws IOException {
    Files.writeString(partial, "target,address,port\n10.0.0.1,10.0.0.1,3389\n");

    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::read);

    assertTrue(refusal.getMessage().contains("has other columns than this sweep"));
  }

  @Test
  void addsRowsBehindThoseThatAreThereAndTakesItsPlace() throws IOException {
    Destination first = Destination.ofJournal(file, IDENTITY);
    write(first, new String(whole, UTF_8) + "10.0.0.0/24,10.0.");
    first.keep();
    assertEquals(Optional.of(IDENTITY), SweepIdentity.ofPartial(file));

    Destination second = Destination.ofJournal(file, read());
    write(second, "the rest\n");
    second.finish();

    assertEquals(new String(whole, UTF_8) + "the rest\n", Files.readString(file));
    assertEquals(List.of("out.csv"), names());
    assertEquals(Optional.empty(), SweepIdentity.ofPartial(file));
  }

  @Test
  void keepsWhatWasThereWhenNothingCameOfGoingOn() throws IOException {
    Destination.ofJournal(file, IDENTITY).keep();
    Files.write(partial, whole);

    Destination.ofJournal(file, read()).discard();

    assertArrayEquals(whole, Files.readAllBytes(partial));
    assertEquals(Optional.of(IDENTITY), SweepIdentity.ofPartial(file));
  }

  @Test
  void anOutputThatIsNoJournalLeavesNoIdentityBesideItsRows() throws IOException {
    Destination.ofJournal(file, IDENTITY).keep();

    Destination other = Destination.ofFile(file);
    write(other, new String(whole, UTF_8));
    other.keep();

    assertEquals(List.of("out.csv.partial"), names());
    assertTrue(refusalOfIdentity().contains("remove it to start anew"));
  }

  @Test
  void leavesNothingOfASweepThatNeverBegan() throws IOException {
    Destination.ofJournal(file, IDENTITY).discard();

    assertEquals(List.of(), names());
  }

  @Test
  void tellsWhatDiffers() {
    assertEquals(Optional.empty(), IDENTITY.difference(identity(7, "NEGOTIATE")));
    assertEquals(
        Optional.of("--depth was NEGOTIATE and is TLS"), IDENTITY.difference(identity(7, "TLS")));
    assertEquals(
        Optional.of("--seed was 7 and is 8"), IDENTITY.difference(identity(8, "NEGOTIATE")));
    assertEquals(
        Optional.of("--depth was NEGOTIATE and is not given"),
        IDENTITY.difference(new SweepIdentity("b", Instant.EPOCH, 7, Map.of())));
  }

  @Test
  void refusesAnIdentityThatIsMissingOrDamaged() throws IOException {
    Files.write(partial, whole);
    assertTrue(refusalOfIdentity().contains("remove it to start anew"));

    for (String text : List.of("", "{", "{\"format\":1}", "{\"format\":2}", "[1]", "\0\0\0")) {
      Files.writeString(folder.resolve("out.csv.partial.sweep"), text);
      assertTrue(refusalOfIdentity().contains("to start anew"), text);
    }
  }

  private String refusalOfIdentity() {
    return assertThrows(IllegalArgumentException.class, () -> SweepIdentity.ofPartial(file))
        .getMessage();
  }

  @Test
  void hasNoIdentityWhereNothingWasBegun() throws IOException {
    assertEquals(Optional.empty(), SweepIdentity.ofPartial(file));
    Files.createFile(partial);
    assertEquals(Optional.empty(), SweepIdentity.ofPartial(file));
  }

  private static SweepIdentity identity(long seed, String depth) {
    return new SweepIdentity("b", Instant.EPOCH, seed, Map.of("--depth", depth));
  }

  private static Target target(int host) {
    return SampleResults.target("10.0.0." + host, "10.0.0.0/24");
  }

  private static ProbeResult with(Target target, Outcome outcome, String detail) {
    ProbeResult ready = SampleResults.ready(target);
    return new ProbeResult(
        target,
        outcome,
        ready.stage(),
        detail,
        1,
        ready.timings(),
        ready.path(),
        ready.negotiation(),
        ready.startedAtMillis());
  }

  private PartialResults read() throws IOException {
    return PartialResults.read(file, List.of(), new SweptTargets.Builder(TARGETS));
  }

  /** The partial file when it was opened for more rows, and nothing came. */
  private byte[] afterOpening(PartialResults results) throws IOException {
    Destination.ofJournal(file, results).keep();
    byte[] left = Files.readAllBytes(partial);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    results.copyTo(copy);
    assertArrayEquals(left, copy.toByteArray());
    assertFalse(Files.exists(file));
    return left;
  }

  private static void write(Destination destination, String text) throws IOException {
    OutputStream out = destination.stream();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private int header() {
    return new String(whole, UTF_8).indexOf('\n') + 1;
  }

  private static long lines(byte[] text) {
    return new String(text, UTF_8).chars().filter(c -> c == '\n').count();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
