package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing here depends on time; the limit only ends a test that hangs. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResultPipelineTest {

  private final ResultRows rows = SampleResults.rows();
  private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();

  @Test
  void writesWhatAllLoopsOfferInTheOrderOfEach() throws Exception {
    int loops = 4;
    int batches = 100;
    int batchSize = 25;
    ByteArrayOutputStream out = new SlowStream();
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add, 100);

    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int loop = 0; loop < loops; loop++) {
      String name = "loop" + loop;
      running.add(CompletableFuture.runAsync(() -> offerAll(pipeline, name, batches, batchSize)));
    }
    for (CompletableFuture<Void> loop : running) {
      loop.get();
    }
    pipeline.close();

    Map<String, Integer> next = new HashMap<>();
    List<String> rows = rowsOf(out);
    for (String row : rows) {
      String[] spec = row.substring(0, row.indexOf(',')).split("/", 2);
      int number = next.merge(spec[0], 1, Integer::sum) - 1;
      assertEquals(number, Integer.parseInt(spec[1]), "row " + row);
    }
    int total = loops * batches * batchSize;
    assertEquals(total, rows.size());
    assertEquals(total, pipeline.written());
    assertEquals(total, this.rows.counts().of(Verdict.ABSENT));
    assertEquals(0, pipeline.unwritten());
    assertEquals(Optional.empty(), pipeline.failure());
    assertEquals(List.of(), List.copyOf(failures));
  }

  @Test
  void refusesBatchesWhileTheOutputIsStuckAndTakesThemAfterwards() throws Exception {
    GatedStream out = new GatedStream();
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add, 30);
    assertTrue(pipeline.offer(batch("first", 0, 10)));
    out.entered.acquire();

    int taken = 0;
    while (pipeline.offer(batch("waiting", 10 * taken, 10))) {
      taken++;
    }
    assertEquals(3, taken);
    assertEquals(0, pipeline.written());
    assertEquals(40, pipeline.unwritten());

    out.gate.countDown();
    while (!pipeline.offer(batch("late", 0, 10))) {
      Thread.onSpinWait();
    }
    pipeline.close();
    assertEquals(50, rowsOf(out.taken).size());
    assertEquals(50, pipeline.written());
  }

  @Test
  void showsRowsToReadersWhileTheSweepGoesOn() throws Exception {
    GatedStream out = new GatedStream();
    out.gate.countDown();
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add);

    assertTrue(pipeline.offer(batch("row", 0, 1)));
    while (pipeline.written() < 1) {
      Thread.onSpinWait();
    }

    assertEquals(1, rowsOf(out.taken).size());
    pipeline.close();
  }

  @Test
  void writesTheHeaderIfThereAreNoRows() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ResultPipeline.start(rows::of, csvTo(out), failures::add).close();

    assertTrue(out.toString(UTF_8).startsWith("target,address,port,"));
    assertEquals(List.of(), rowsOf(out));
  }

  @Test
  void takesNothingAfterItsEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add);
    pipeline.close();

    assertFalse(pipeline.offer(batch("late", 0, 1)));

    pipeline.close();
    assertEquals(0, pipeline.unwritten());
    assertEquals(List.of(), rowsOf(out));
  }

  @Test
  void tellsOfAFailureOnceAndLetsTheSweepEnd() throws Exception {
    IOException diskFull = new IOException("No space left on device");
    FullDisk out = new FullDisk(100_000, diskFull);
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add, 100);

    offerAll(pipeline, "loop", 100, 50);
    IOException thrown = assertThrows(IOException.class, pipeline::close);

    assertSame(diskFull, thrown);
    assertSame(diskFull, pipeline.failure().orElseThrow());
    assertEquals(List.of(diskFull), List.copyOf(failures));
    assertEquals(5_000, pipeline.written() + pipeline.unwritten());
    assertTrue(pipeline.unwritten() > 0);
    assertTrue(
        pipeline.written() <= rowsOf(out.taken).size(),
        () -> pipeline.written() + " rows of " + rowsOf(out.taken).size());
    assertSame(diskFull, assertThrows(IOException.class, pipeline::close));
  }

  @Test
  void endsTheSweepOnABugInTheOutputToo() throws Exception {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int octet) {
            throw new IllegalStateException("a bug");
          }
        };
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add, 100);

    offerAll(pipeline, "loop", 100, 50);
    IOException thrown = assertThrows(IOException.class, pipeline::close);

    assertEquals("a bug", thrown.getCause().getMessage());
    assertEquals(1, failures.size());
    assertEquals(5_000, pipeline.unwritten());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noticesThatTheDiskIsFull() throws Exception {
    Destination full = Destination.ofFile(Path.of("/dev/full"));
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(full.stream()), failures::add);
    assertTrue(pipeline.offer(batch("row", 0, 10)));

    IOException thrown = assertThrows(IOException.class, pipeline::close);

    assertEquals("No space left on device", thrown.getMessage());
    assertEquals(0, pipeline.written());
    assertEquals(10, pipeline.unwritten());
    full.keep();
  }

  @Test
  void noticesThatTheReaderIsGone() throws Exception {
    PipedInputStream reader = new PipedInputStream();
    OutputStream out = new PipedOutputStream(reader);
    ResultPipeline pipeline = ResultPipeline.start(rows::of, csvTo(out), failures::add, 100);
    reader.close();

    offerAll(pipeline, "loop", 100, 50);

    IOException thrown = assertThrows(IOException.class, pipeline::close);
    assertEquals(List.of(thrown), List.copyOf(failures));
    assertEquals(5_000, pipeline.unwritten());
  }

  private static void offerAll(ResultPipeline pipeline, String name, int batches, int batchSize) {
    for (int i = 0; i < batches; i++) {
      List<ProbeResult> batch = batch(name, i * batchSize, batchSize);
      while (!pipeline.offer(batch)) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  /** Results whose targets are written NAME/NUMBER, counting up. */
  private static List<ProbeResult> batch(String name, int first, int size) {
    List<ProbeResult> batch = new ArrayList<>();
    for (int i = first; i < first + size; i++) {
      batch.add(SampleResults.silent(SampleResults.target("10.0.0.1", name + "/" + i)));
    }
    return batch;
  }

  private static ResultsCsv csvTo(OutputStream out) throws IOException {
    return new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
  }

  /** Whole rows, without the header. */
  private static List<String> rowsOf(ByteArrayOutputStream out) {
    String text = out.toString(UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList();
  }

  /** Slower than any sweep. */
  private static final class SlowStream extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      LockSupport.parkNanos(200_000);
      super.write(bytes, offset, length);
    }
  }

  /** Takes nothing before its gate is opened. */
  private static final class GatedStream extends OutputStream {

    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final Semaphore entered = new Semaphore(0);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      entered.release();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      taken.write(bytes, offset, length);
    }
  }

  /** Takes so many bytes and no more. */
  private static final class FullDisk extends OutputStream {

    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final IOException failure;
    private int room;

    FullDisk(int room, IOException failure) {
      this.room = room;
      this.failure = failure;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int fits = Math.min(room, length);
      taken.write(bytes, offset, fits);
      room -= fits;
      if (fits < length) {
        throw failure;
      }
    }
  }
}
