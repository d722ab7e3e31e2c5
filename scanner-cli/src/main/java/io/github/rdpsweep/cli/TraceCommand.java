package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.trace.Conclusion;
import io.github.rdpsweep.trace.Conclusion.Ending;
import io.github.rdpsweep.trace.TraceSettings;
import io.github.rdpsweep.trace.TraceVerdict;
import io.github.rdpsweep.trace.TracedPath;
import io.github.rdpsweep.trace.Tracer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rdpsweep trace}: where on the path to a port SYNs die. */
@Command(
    name = "trace",
    description = {
      "Finds the hop beyond which SYNs to the RDP port get no answer, by connects whose packets may"
          + " live for a few hops only. Needs Linux, and no root.",
      "Trace only what you are allowed to. One connect at a time, closed at once."
    },
    sortOptions = false,
    exitCodeList = {
      " 0:traced, whatever was found",
      " 2:bad usage or bad input; nothing was sent",
      " 3:SYNs do not leave this machine, or the text could not be written",
      "130:interrupted (143 by SIGTERM)"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep trace 10.20.3.7",
      "  rdpsweep trace 10.20.3.7 --compare 10.20.4.9       a neighbour that answers",
      "  rdpsweep trace srv1:3390 --compare srv1:445        another port of the same"
    })
final class TraceCommand implements Callable<Integer> {

  private static final int MAX_WIDTH = 100; // longer lines are hard to read

  @ParentCommand private RdpsweepCommand root;

  @Parameters(
      paramLabel = "HOST[:PORT]",
      description = "Address or name; of a name the first address. Port 3389 if none is given.")
  private String host;

  @Option(
      names = "--compare",
      paramLabel = "HOST[:PORT]",
      description =
          "Trace this as well, and say where the paths part: a neighbour that answers, or another"
              + " port of the same host. Default: none.")
  private String reference;

  @Option(
      names = "--max-hops",
      paramLabel = "N",
      defaultValue = "30",
      description = "Go no farther than this, 1 to 255. Default: ${DEFAULT-VALUE}.")
  private int maxHops;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Ask a silent hop this often, 1 to 10: routers answer a limited number of times."
              + " Default: ${DEFAULT-VALUE}.")
  private int tries;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      defaultValue = "1s",
      converter = TimeoutConverter.class,
      description = "Wait for a hop's answer. Default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Option(
      names = "--allow-public",
      description = "Trace public addresses too, which are refused otherwise.")
  private boolean allowPublic;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    TraceSettings settings = settings();
    InetSocketAddress destination = endpoint(spec.positionalParameters().get(0).paramLabel(), host);
    Optional<InetSocketAddress> healthy =
        reference == null ? Optional.empty() : Optional.of(endpoint("--compare", reference));
    healthy.ifPresent(other -> checkComparable(destination, other));

    TracedPath path;
    Optional<TracedPath> referencePath = Optional.empty();
    try (Tracer tracer = new Tracer(settings, SweepClock.SYSTEM)) {
      path = await(tracer, destination);
      if (healthy.isPresent()) {
        referencePath = Optional.of(await(tracer, healthy.get()));
      }
    }
    print(path, referencePath);
    return Conclusion.of(path).ending() == Ending.NOT_SENT ? ExitCode.INCOMPLETE : ExitCode.DONE;
  }

  private TraceSettings settings() {
    checkRange("--max-hops", maxHops, TraceSettings.MOST_HOPS);
    checkRange("--tries", tries, TraceSettings.MOST_TRIES);
    return new TraceSettings(maxHops, tries, timeout, TraceSettings.DEFAULT.gap());
  }

  private static void checkRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(option + ": " + value + " is not in 1-" + most);
    }
  }

  private InetSocketAddress endpoint(String argument, String text) throws InterruptedException {
    Endpoint endpoint = Endpoint.resolve(argument, text, NameResolver.system());
    if (endpoint.mayBeStranger() && !allowPublic) {
      throw new IllegalArgumentException(
          "--allow-public: needed for \""
              + text
              + "\", which is no private address; trace only"
              + " what you may");
    }
    if (endpoint.others() > 0) {
      root.err()
          .println(
              "rdpsweep: "
                  + text
                  + " has "
                  + endpoint.others()
                  + " more addresses; only the first is traced");
    }
    return endpoint.socketAddress();
  }

  private static void checkComparable(InetSocketAddress destination, InetSocketAddress healthy) {
    if (healthy.equals(destination)) {
      throw new IllegalArgumentException("--compare: the same address and port as HOST[:PORT]");
    }
    if (healthy.getAddress().getClass() != destination.getAddress().getClass()) {
      throw new IllegalArgumentException(
          "--compare: IPv4 and IPv6 take different paths: "
              + IpAddress.of(destination.getAddress())
              + ", "
              + IpAddress.of(healthy.getAddress()));
    }
  }

  private TracedPath await(Tracer tracer, InetSocketAddress destination)
      throws InterruptedException {
    root.err().println("tracing " + TracePage.name(destination) + " ...");
    try {
      return tracer.trace(destination).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the trace failed: " + e.getCause(), e.getCause());
    }
  }

  private void print(TracedPath path, Optional<TracedPath> referencePath) {
    TraceVerdict verdict =
        referencePath
            .map(healthy -> TraceVerdict.of(path, healthy))
            .orElseGet(() -> TraceVerdict.of(path));
    TracePage page =
        new TracePage(
            new Page(
                spec.commandLine().getOut(),
                spec.commandLine().getColorScheme(),
                Math.min(spec.usageMessage().width(), MAX_WIDTH)));
    page.path(path);
    referencePath.ifPresent(page::path);
    page.verdict(verdict);
  }
}
