package io.github.rdpsweep.diagnosis;

import static java.util.stream.Collectors.toSet;

import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.NameLookups;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetParser;
import io.github.rdpsweep.target.TargetPlan;
import io.github.rdpsweep.target.TargetSpec;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * The hosts that someone says exist, and what else they say of each. Immutable.
 *
 * <p>A target is looked up by its address, whatever it was named by: names of the inventory are
 * resolved as those of targets are, so that an inventory of names fits a sweep of prefixes. Only a
 * target whose own name was not found is looked up by that name. Ports play no part.
 */
public final class Inventory {

  /** An address has one row, whichever its number is. */
  private static final int ROW_BITS = 32;

  /** No inventory. */
  public static final Inventory NONE =
      new Inventory(List.of(), List.of(), new AddressTable(ROW_BITS), Map.of(), List.of());

  private final List<String> columns;
  private final List<List<String>> rows;
  private final AddressTable rowsByAddress;
  private final Map<String, Integer> rowsByName;
  private final List<String> notFound;
  private final List<String> noCells;

  private Inventory(
      List<String> columns,
      List<List<String>> rows,
      AddressTable rowsByAddress,
      Map<String, Integer> rowsByName,
      List<String> notFound) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.rowsByAddress = rowsByAddress;
    this.rowsByName = rowsByName;
    this.notFound = List.copyOf(notFound);
    this.noCells = Collections.nCopies(columns.size(), "");
  }

  /** Names of what is said of each host, beside its address. */
  public List<String> columns() {
    return columns;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** Names that were not found, and so are known as targets of the same name only. */
  public List<String> notFound() {
    return notFound;
  }

  /** Whether the target's host is in it. */
  public boolean contains(Target target) {
    return rowOf(target) != AddressTable.NOT_FOUND;
  }

  /** What is said of the target's host, a cell for each of {@link #columns}; else empty cells. */
  public List<String> cellsOf(Target target) {
    int row = rowOf(target);
    return row == AddressTable.NOT_FOUND ? noCells : rows.get(row);
  }

  /** How much of this these targets cover. */
  InventoryCoverage coverageBy(ResolvedTargets targets) {
    Set<String> unresolved =
        targets.unresolved().stream().map(target -> key(target.spec())).collect(toSet());
    BitSet hosts = rowsWith(address -> true, name -> true);
    BitSet left = (BitSet) hosts.clone();
    left.andNot(rowsWith(targets.set()::contains, unresolved::contains));
    return new InventoryCoverage(
        hosts.cardinality(), left.cardinality(), left.isEmpty() ? "" : hostOf(left.nextSetBit(0)));
  }

  /** Rows with an address, or else a name, of this kind. */
  private BitSet rowsWith(Predicate<IpAddress> ofAddress, Predicate<String> ofName) {
    BitSet rows = new BitSet();
    rowsByAddress.forEach(
        (address, row) -> {
          if (ofAddress.test(address)) {
            rows.set(row);
          }
        });
    notFound.stream().filter(ofName).forEach(name -> rows.set(rowsByName.get(name)));
    return rows;
  }

  /** A row's name, or else its address. */
  private String hostOf(int wanted) {
    AtomicReference<String> host = new AtomicReference<>("");
    rowsByAddress.forEach(
        (address, row) -> {
          if (row == wanted) {
            host.set(address.toString());
          }
        });
    rowsByName.forEach(
        (name, row) -> {
          if (row == wanted) {
            host.set(name);
          }
        });
    return host.get();
  }

  private int rowOf(Target target) {
    if (rows.isEmpty()) {
      return AddressTable.NOT_FOUND;
    }
    InetAddress address = target.endpoint().getAddress();
    return address != null
        ? rowsByAddress.find(address, 0)
        : rowsByName.getOrDefault(key(target.spec()), AddressTable.NOT_FOUND);
  }

  /* SRV1 and srv1 are one host. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Takes rows in their order; of two rows for one host, the first one counts. */
  public static final class Builder {

    /* Which port does not matter, but the reader of targets must have one to give. */
    private static final TargetParser PARSER = TargetParser.ofTargets(Ports.of(3389));

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final AddressTable rowsByAddress = new AddressTable(ROW_BITS);
    private final Map<String, Integer> rowsByName = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> equalCells = new HashMap<>();

    /**
     * An inventory without rows.
     *
     * @param columns names of what is said of each host
     */
    public Builder(List<String> columns) {
      this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row.
     *
     * @param place where it is written, for errors
     * @param host an address or a name, or several; ports are read over
     * @param cells one for each column
     * @throws IllegalArgumentException naming place, host and reason
     */
    public Builder add(String place, String host, List<String> cells) {
      for (TargetSpec spec : PARSER.parse(place, host)) {
        if (spec instanceof TargetSpec.Addresses item) {
          AddressRange range = item.range();
          if (!range.isSingle()) {
            throw new IllegalArgumentException(
                place + ": \"" + item.text() + "\": an inventory lists single hosts");
          }
          rowsByAddress.add(range.first(), rows.size());
        } else {
          rowsByName.putIfAbsent(key(spec.text()), rows.size());
        }
      }
      // Sites and owners repeat; their rows may as well be one.
      rows.add(equalCells.computeIfAbsent(List.copyOf(cells), same -> same));
      return this;
    }

    /**
     * Resolves the names, and ends the use of this builder.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public Inventory build(NameResolver resolver) throws InterruptedException {
      List<String> notFound = new ArrayList<>();
      NameLookups.resolve(rowsByName.keySet(), resolver, TargetPlan.NAME_LIMIT)
          .forEach(
              (name, addresses) -> {
                if (addresses.isEmpty()) {
                  notFound.add(name);
                }
                for (InetAddress address : addresses) {
                  rowsByAddress.add(IpAddress.of(address), rowsByName.get(name));
                }
              });
      return new Inventory(columns, rows, rowsByAddress, rowsByName, notFound);
    }
  }
}
