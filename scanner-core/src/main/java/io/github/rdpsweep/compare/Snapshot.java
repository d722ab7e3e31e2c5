package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All targets of one sweep in the order of addresses, each once. A target of IPv4 without a name
 * and a certificate takes 8 bytes, and 12 while the snapshot is built; any other some 80.
 * Immutable.
 */
public final class Snapshot implements Iterable<Sighting> {

  private final Conditions conditions;
  private final PackedEndpoints plain;
  private final List<Sighting> others;

  private Snapshot(Conditions conditions, PackedEndpoints plain, List<Sighting> others) {
    this.conditions = conditions;
    this.plain = plain;
    this.others = others;
  }

  /** Targets with a name, a certificate or an address of IPv6, in order; some may be twice. */
  List<Sighting> others() {
    return others;
  }

  @Override
  public Iterator<Sighting> iterator() {
    return new InOrder();
  }

  private Sighting plain(int place) {
    return new Sighting(
        plain.address(place),
        plain.port(place),
        "",
        Sighting.NO_CERTIFICATE,
        conditions.get(plain.number(place)));
  }

  /** Takes rows in any order; of two rows for one target, the better one counts. */
  public static final class Builder {

    private final Conditions conditions;
    private final PackedEndpoints plain = new PackedEndpoints();
    private final List<Sighting> others = new ArrayList<>();

    /**
     * A snapshot without rows.
     *
     * @param conditions those of all snapshots that will be compared with this one
     */
    public Builder(Conditions conditions) {
      this.conditions = conditions;
    }

    /** Adds a row. */
    public Builder add(
        IpAddress address, int port, String name, long certificate, Condition condition) {
      int number = conditions.numberOf(condition);
      if (address.isIpv4() && name.isEmpty() && certificate == Sighting.NO_CERTIFICATE) {
        plain.add(address, port, number);
      } else {
        others.add(new Sighting(address, port, name, certificate, conditions.get(number)));
      }
      return this;
    }

    /** The snapshot of all rows; ends the use of this builder. */
    public Snapshot build() {
      plain.sort();
      Collections.sort(others);
      return new Snapshot(conditions, plain, others);
    }
  }

  /** Merges the two kinds of targets, and what is said twice of one. */
  private final class InOrder implements Iterator<Sighting> {

    private final Ahead ofPlain =
        new Ahead(IntStream.range(0, plain.size()).mapToObj(Snapshot.this::plain).iterator());
    private final Ahead ofOthers = new Ahead(others.iterator());

    @Override
    public boolean hasNext() {
      return ofPlain.hasNext() || ofOthers.hasNext();
    }

    @Override
    public Sighting next() {
      Sighting sighting = first().next();
      while (hasNext() && first().peek().compareTo(sighting) == 0) {
        sighting = sighting.better(first().next());
      }
      return sighting;
    }

    private Ahead first() {
      return ofPlain.compareNext(ofOthers) <= 0 ? ofPlain : ofOthers;
    }
  }
}
