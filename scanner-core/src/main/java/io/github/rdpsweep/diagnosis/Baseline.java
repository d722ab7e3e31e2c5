package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Target;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an earlier sweep said of each target. Keeps only what shows that a host was there: of most
 * addresses of a subnet there is nothing to keep. Immutable.
 */
public final class Baseline {

  /** Better ones first, so that the table keeps them. */
  private static final List<Verdict> KEPT = List.of(Verdict.OK, Verdict.DEGRADED, Verdict.FAILING);

  private static final int VERDICT_BITS = 2;
  private static final int VERDICT_MASK = (1 << VERDICT_BITS) - 1;

  /** No earlier sweep. */
  public static final Baseline NONE = new Builder().build();

  private final AddressTable verdicts;
  private final Map<String, Verdict> verdictsByName;

  private Baseline(AddressTable verdicts, Map<String, Verdict> verdictsByName) {
    this.verdicts = verdicts;
    this.verdictsByName = verdictsByName;
  }

  /**
   * The verdict on a target: ok, degraded or failing; else {@link Verdict#UNKNOWN}, also for one
   * that was absent. A target whose name was not found is known if it was not found before either.
   */
  public Verdict verdictOn(Target target) {
    InetAddress address = target.endpoint().getAddress();
    int port = target.endpoint().getPort();
    if (address == null) {
      return verdictsByName.getOrDefault(key(target.spec(), port), Verdict.UNKNOWN);
    }
    int found = verdicts.find(address, port << VERDICT_BITS);
    return found == AddressTable.NOT_FOUND ? Verdict.UNKNOWN : KEPT.get(found & VERDICT_MASK);
  }

  private static String key(String name, int port) {
    return name.toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** Takes rows in any order; of two rows for one target, the better one counts. */
  public static final class Builder {

    private final AddressTable verdicts = new AddressTable(VERDICT_BITS);
    private final Map<String, Verdict> verdictsByName = new HashMap<>();

    /** Adds a row. */
    public Builder add(IpAddress address, int port, Verdict verdict) {
      int place = KEPT.indexOf(verdict);
      if (place >= 0) {
        verdicts.add(address, port << VERDICT_BITS | place);
      }
      return this;
    }

    /** Adds the row of a name that was not found. */
    public Builder add(String name, int port, Verdict verdict) {
      if (KEPT.contains(verdict)) {
        verdictsByName.put(key(name, port), verdict);
      }
      return this;
    }

    /** The baseline of all rows; ends the use of this builder. */
    public Baseline build() {
      return new Baseline(verdicts, verdictsByName);
    }
  }
}
