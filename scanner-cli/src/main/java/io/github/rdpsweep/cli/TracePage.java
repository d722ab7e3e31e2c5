package io.github.rdpsweep.cli;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.trace.Hop;
import io.github.rdpsweep.trace.Reply;
import io.github.rdpsweep.trace.ReplyKind;
import io.github.rdpsweep.trace.TraceVerdict;
import io.github.rdpsweep.trace.TracedPath;
import java.net.InetSocketAddress;
import java.util.Locale;

/** A trace as people read it: a line for each hop, then what it comes to. */
final class TracePage {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final String NO_ADDRESS = "*";
  private static final String FORMAT = "%4s  %-16s %9s  %s";

  private final Page page;

  TracePage(Page page) {
    this.page = page;
  }

  /** What was seen on one path: first a connect that may go all the way, then each hop. */
  void path(TracedPath path) {
    page.heading(name(path.destination()), path.connects() + " connects");
    page.verbatim(String.format(FORMAT, "hop", "from", "ms", "answer"));
    page.verbatim(line("all", path, path.straight(), 1));
    for (Hop hop : path.hops()) {
      page.verbatim(line(Integer.toString(hop.distance()), path, hop.reply(), hop.tries()));
    }
    if (!path.blind().isEmpty()) {
      page.paragraph("", "Hops without addresses: " + path.blind() + ".");
    }
    page.blankLine();
  }

  private static String line(String hop, TracedPath path, Reply reply, int tries) {
    String millis =
        reply.kind() == ReplyKind.SILENT
            ? ""
            : String.format(Locale.ROOT, "%.3f", reply.nanos() / NANOS_PER_MILLI);
    String answer = tries == 1 ? reply.detail() : reply.detail() + ", " + tries + " tries";
    return String.format(FORMAT, hop, from(path, reply), millis, answer);
  }

  /** Who answers or refuses bears the destination's address, whoever it was. */
  private static String from(TracedPath path, Reply reply) {
    if (reply.from().isPresent()) {
      return IpAddress.of(reply.from().get()).toString();
    }
    return switch (reply.kind()) {
      case ANSWERED, REFUSED -> IpAddress.of(path.destination().getAddress()).toString();
      case EXPIRED, REJECTED, UNNAMED, NO_NEIGHBOUR, SILENT, NOT_SENT -> NO_ADDRESS;
    };
  }

  /** What it comes to. */
  void verdict(TraceVerdict verdict) {
    page.paragraph("", verdict.evidence());
    page.paragraph("", "Next: " + verdict.nextStep());
  }

  /** Address and port. */
  static String name(InetSocketAddress endpoint) {
    return IpAddress.of(endpoint.getAddress()) + " port " + endpoint.getPort();
  }
}
