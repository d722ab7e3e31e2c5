package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the answers of a segment show together, and no row shows by itself; in words. */
final class SegmentNote {

  private SegmentNote() {}

  /** Half sentences, separated by semicolons; empty if there is nothing to say. */
  static String of(SegmentCounts counts, Optional<Outcome> uniform) {
    List<String> notes = new ArrayList<>();
    if (uniform.isPresent()) {
      notes.add(
          String.format(
              "%d of %d addresses are %s alike, at one round-trip time: consistent with a device"
                  + " that answers for all of them (firewall or proxy)",
              counts.count(uniform.get()), counts.swept(), uniform.get().label()));
    } else if (Middlebox.isSuspected(counts.outcomes(), Middlebox.answered(counts.outcomes()))) {
      notes.add(
          String.format(
              "%d of %d that answer accept TCP and give no X.224 answer: consistent with a middlebox"
                  + " that accepts for them, or with listeners that hang",
              Middlebox.unanswered(counts.outcomes()), Middlebox.answered(counts.outcomes())));
    }
    if (counts.inconsistent() > 0) {
      notes.add(
          String.format(
              "%d answered with failure code 4, which a request in clear text should never get:"
                  + " consistent with a middlebox",
              counts.inconsistent()));
    }
    if (counts.turnedBack() > 0) {
      notes.add(
          String.format(
              "ICMP errors came at once for %d: consistent with a missing route, a loop or a firewall"
                  + " that rejects; routers send few, so that they stand for silent addresses too",
              counts.turnedBack()));
    }
    return String.join("; ", notes);
  }
}
