package io.github.rdpsweep.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks up many names in parallel, each within a time limit. */
public final class NameLookups {

  /*
   * How this works: a permit stands for a look-up that may be under way; it comes back with the answer
   * or when the time is up, so that a dead name server costs each name its limit and no more. The
   * system's resolver cannot be interrupted: a look-up out of time is abandoned, and its thread, a
   * daemon, ends when the system gives up, some seconds later.
   */

  static final int MAX_PARALLEL = 32;
  static final String THREAD_NAME = "name-lookup";

  private NameLookups() {}

  /**
   * The addresses of each name; none where the resolver knows none or took too long.
   *
   * @throws InterruptedException if the calling thread is interrupted; the look-ups are then given
   *     up
   */
  public static Map<String, List<InetAddress>> resolve(
      Collection<String> names, NameResolver resolver, Duration limit) throws InterruptedException {
    Semaphore permits = new Semaphore(MAX_PARALLEL);
    ExecutorService threads = Executors.newCachedThreadPool(NameLookups::daemon);
    try {
      Map<String, CompletableFuture<List<InetAddress>>> lookups = new LinkedHashMap<>();
      for (String name : names) {
        permits.acquire();
        lookups.put(
            name,
            CompletableFuture.supplyAsync(() -> lookUp(resolver, name), threads)
                .completeOnTimeout(List.of(), limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((addresses, failure) -> permits.release()));
      }
      Map<String, List<InetAddress>> found = new LinkedHashMap<>();
      for (Map.Entry<String, CompletableFuture<List<InetAddress>>> lookup : lookups.entrySet()) {
        found.put(lookup.getKey(), lookup.getValue().get());
      }
      return found;
    } catch (ExecutionException e) {
      throw new IllegalStateException("name resolver failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<InetAddress> lookUp(NameResolver resolver, String name) {
    try {
      return List.of(resolver.resolve(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, THREAD_NAME);
    thread.setDaemon(true);
    return thread;
  }
}
