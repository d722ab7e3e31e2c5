package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.diagnosis.NewFailures;
import io.github.rdpsweep.report.SafeCell;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Target;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.Locale;

/** The line of the summary that says what is failing and was not failing in the baseline. */
final class NewFailuresText {

  private NewFailuresText() {}

  static void print(PrintStream err, NewFailures failures) {
    String named = failures.first().stream().map(NewFailuresText::text).collect(joining(", "));
    String more = failures.count() > failures.first().size() ? ", ..." : "";
    err.println();
    err.println(
        String.format(
            Locale.ROOT,
            "new since the baseline: %,d failing%s",
            failures.count(),
            named.isEmpty() ? "" : " (" + named + more + ")"));
  }

  private static String text(Target target) {
    InetAddress address = target.endpoint().getAddress();
    if (address == null) {
      return SafeCell.of(target.spec());
    }
    IpAddress number = IpAddress.of(address);
    return (number.isIpv4() ? number.toString() : "[" + number + "]")
        + ":"
        + target.endpoint().getPort();
  }
}
