package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupsTest {

  private static final Duration AMPLE = Duration.ofSeconds(50);

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  @Test
  void findsAllAddressesOfEachNameInTheOrderAsked() throws Exception {
    InetAddress one = InetAddress.getByName("10.0.0.1");
    InetAddress two = InetAddress.getByName("2001:db8::2");
    NameResolver resolver =
        name ->
            switch (name) {
              case "one" -> new InetAddress[] {one};
              case "both" -> new InetAddress[] {two, one};
              case "none" -> new InetAddress[0];
              default -> throw new UnknownHostException(name);
            };

    Map<String, List<InetAddress>> found =
        NameLookups.resolve(List.of("lost", "one", "both", "none"), resolver, AMPLE);

    assertEquals(List.of("lost", "one", "both", "none"), List.copyOf(found.keySet()));
    assertEquals(List.of(), found.get("lost"));
    assertEquals(List.of(one), found.get("one"));
    assertEquals(List.of(two, one), found.get("both"));
    assertEquals(List.of(), found.get("none"));
  }

  @Test
  void looksUpInParallelWithinABound() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier full = new CyclicBarrier(NameLookups.MAX_PARALLEL);
    NameResolver resolver =
        name -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          awaitQuietly(full); // passes only when as many are under way as may be
          underWay.decrementAndGet();
          throw new UnknownHostException(name);
        };

    NameLookups.resolve(names(4 * NameLookups.MAX_PARALLEL), resolver, AMPLE);

    assertEquals(NameLookups.MAX_PARALLEL, most.get());
  }

  private static void awaitQuietly(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nameThatHangsCountsAsNotFoundAndHoldsUpNoOther() throws Exception {
    InetAddress address = InetAddress.getByName("10.0.0.1");
    CountDownLatch never = new CountDownLatch(1);
    NameResolver resolver =
        name -> {
          if (!name.equals("last")) {
            awaitQuietly(never);
          }
          return new InetAddress[] {address};
        };
    List<String> names = new ArrayList<>(names(NameLookups.MAX_PARALLEL));
    names.add("last");

    Map<String, List<InetAddress>> found =
        NameLookups.resolve(names, resolver, Duration.ofSeconds(1));

    assertEquals(List.of(), found.get("host0"));
    assertEquals(List.of(), found.get("host31"));
    assertEquals(List.of(address), found.get("last"));
    assertNoThreadIsLeft();
  }

  @Test
  void interruptingTheCallerGivesUp() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    NameResolver resolver =
        name -> {
          started.countDown();
          awaitQuietly(never);
          throw new UnknownHostException(name);
        };
    AtomicInteger interrupted = new AtomicInteger();
    Thread caller =
        new Thread(
            () -> {
              try {
                NameLookups.resolve(names(100), resolver, AMPLE);
              } catch (InterruptedException e) {
                interrupted.incrementAndGet();
              }
            });

    caller.start();
    assertTrue(started.await(30, TimeUnit.SECONDS));
    caller.interrupt();
    caller.join(30_000);

    assertEquals(1, interrupted.get());
    assertNoThreadIsLeft();
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    NameLookups.resolve(
        names(100),
        name -> {
          threads.add(Thread.currentThread());
          throw new UnknownHostException(name);
        },
        AMPLE);

    assertFalse(threads.isEmpty());
    assertNoThreadIsLeft();
  }

  @Test
  void failureOfTheResolverItselfIsNotHidden() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                NameLookups.resolve(
                    List.of("srv"),
                    name -> {
                      throw new SecurityException("denied");
                    },
                    AMPLE));

    assertEquals("denied", failure.getCause().getMessage());
  }

  /* Ends at once when interrupted, as a well-behaved resolver does. */
  private void awaitQuietly(CountDownLatch latch) {
    threads.add(Thread.currentThread());
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertNoThreadIsLeft() throws InterruptedException {
    for (Thread thread : threads) {
      assertTrue(thread.isDaemon());
      thread.join(30_000);
      assertFalse(thread.isAlive(), thread::toString);
    }
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "host" + i).toList();
  }
}
