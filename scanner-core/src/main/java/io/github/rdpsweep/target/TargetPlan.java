package io.github.rdpsweep.target;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the user asked for: targets minus excludes, from the command line and from files, names not
 * yet resolved. {@link TargetParser} tells how items are written.
 *
 * <p>Blocks where no host can be (multicast, reserved, documentation) are left out, and so is
 * loopback unless an item or a name means nothing else.
 *
 * <p>Whatever is wrong with the input is an {@link IllegalArgumentException} whose message is one
 * line with place, value and reason.
 */
public final class TargetPlan {

  /** How long a name may take to resolve: twice what a resolver waits for a lost packet. */
  public static final Duration NAME_LIMIT = Duration.ofSeconds(10);

  private final TargetParser targetParser;
  private final TargetParser excludeParser = TargetParser.ofExcludes();
  private final TargetSetBuilder addresses = new TargetSetBuilder();
  private final Map<String, TargetSpec.Name> names = new LinkedHashMap<>();
  private final Map<String, TargetSpec.Name> excludedNames = new LinkedHashMap<>();
  private final Set<SpecialBlock> leftOut = new LinkedHashSet<>();

  /**
   * Creates a plan without targets.
   *
   * @param defaultPorts the ports of targets that name none of their own
   */
  public TargetPlan(Ports defaultPorts) {
    targetParser = TargetParser.ofTargets(defaultPorts);
  }

  /**
   * Adds targets.
   *
   * @param place what to call this text in errors, such as an option
   */
  public TargetPlan include(String place, String items) {
    targetParser.parse(place, items).forEach(this::include);
    return this;
  }

  /** Adds the targets of a file: one or more items a line, with {@code #} comments. */
  public TargetPlan includeFile(Path file) {
    TextLines.read(file, this::include);
    return this;
  }

  /** Adds the targets of an open file, such as standard input, which errors call {@code name}. */
  public TargetPlan includeFile(String name, InputStream file) {
    TextLines.read(name, file, this::include);
    return this;
  }

  /**
   * Adds excludes.
   *
   * @param place what to call this text in errors, such as an option
   */
  public TargetPlan exclude(String place, String items) {
    excludeParser.parse(place, items).forEach(this::exclude);
    return this;
  }

  /** Adds the excludes of a file. */
  public TargetPlan excludeFile(Path file) {
    TextLines.read(file, this::exclude);
    return this;
  }

  /** Adds the excludes of an open file, which errors call {@code name}. */
  public TargetPlan excludeFile(String name, InputStream file) {
    TextLines.read(name, file, this::exclude);
    return this;
  }

  private void include(TargetSpec spec) {
    if (spec instanceof TargetSpec.Addresses item) {
      includeAddresses(item);
    } else if (spec instanceof TargetSpec.Name name) {
      names.merge(key(name), name, TargetPlan::withPortsOfBoth);
    }
  }

  private void includeAddresses(TargetSpec.Addresses item) {
    AddressRange range = item.range();
    for (SpecialBlock block : SpecialBlock.WITHOUT_HOSTS) {
      if (block.covers(range)) {
        throw new Item(item.place(), item.text()).refuse("no host can be in " + block);
      }
      if (block.meets(range)) {
        leftOut.add(block);
      }
    }
    for (SpecialBlock loopback : SpecialBlock.LOOPBACK) {
      if (loopback.meets(range) && !loopback.covers(range)) {
        leftOut.add(loopback);
        AddressRange hole = loopback.prefix().range();
        if (range.first().compareTo(hole.first()) < 0) {
          addPart(range.first(), hole.first().previous(), item);
        }
        if (range.last().compareTo(hole.last()) > 0) {
          addPart(hole.last().next(), range.last(), item);
        }
        return;
      }
    }
    addresses.add(range, item.ports(), item.text());
  }

  private void addPart(IpAddress first, IpAddress last, TargetSpec.Addresses item) {
    addresses.addPart(new AddressRange(first, last), item.ports(), item.text());
  }

  private void exclude(TargetSpec spec) {
    if (spec instanceof TargetSpec.Addresses item) {
      addresses.exclude(item.range());
    } else if (spec instanceof TargetSpec.Name name) {
      excludedNames.putIfAbsent(key(name), name);
    }
  }

  /* SRV1 and srv1 are one host. */
  private static String key(TargetSpec.Name name) {
    return name.text().toLowerCase(Locale.ROOT);
  }

  private static TargetSpec.Name withPortsOfBoth(TargetSpec.Name first, TargetSpec.Name second) {
    try {
      Ports ports = first.ports().union(second.ports());
      return new TargetSpec.Name(first.text(), ports, first.place());
    } catch (IllegalArgumentException e) {
      throw new Item(second.place(), second.text()).refuse(e.getMessage());
    }
  }

  /** Whether no target was added, leaving excludes aside. */
  public boolean isEmpty() {
    return addresses.isEmpty() && names.isEmpty();
  }

  /** Resolves with {@link #NAME_LIMIT}. */
  public ResolvedTargets resolve(NameResolver resolver) throws InterruptedException {
    return resolve(resolver, NAME_LIMIT);
  }

  /**
   * Resolves all names, in parallel, and works out what is left to sweep. Every address of a name
   * is probed, and each has a result of its own: which one a client would take is the client's
   * choice, and users whose client takes the broken one see the failure.
   *
   * @param limit how long each name may take; one that takes longer counts as not found
   * @throws IllegalArgumentException if nothing is left, or an excluded name is not found and so
   *     could not be honoured
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public ResolvedTargets resolve(NameResolver resolver, Duration limit)
      throws InterruptedException {
    if (isEmpty()) {
      throw new IllegalArgumentException("no targets");
    }
    Set<String> wanted = new LinkedHashSet<>(names.keySet());
    wanted.addAll(excludedNames.keySet());
    Map<String, List<InetAddress>> found = NameLookups.resolve(wanted, resolver, limit);

    SpecialBlock.WITHOUT_HOSTS.forEach(block -> addresses.exclude(block.prefix().range()));
    excludedNames.forEach((key, name) -> excludeName(name, found.get(key)));
    List<Target> unresolved = new ArrayList<>();
    names.forEach((key, name) -> addName(name, found.get(key), unresolved));
    TargetSet set = addresses.build();
    if (set.isEmpty() && unresolved.isEmpty()) {
      throw new IllegalArgumentException("no targets are left: the excludes cover all of them");
    }
    return new ResolvedTargets(
        set, unresolved, leftOut.stream().map(SpecialBlock::toString).toList());
  }

  private void excludeName(TargetSpec.Name name, List<InetAddress> found) {
    if (found.isEmpty()) {
      throw new Item(name.place(), name.text())
          .refuse("name not found, so that it could not be excluded");
    }
    for (InetAddress address : found) {
      addresses.exclude(AddressRange.single(IpAddress.of(address)));
    }
  }

  /* Name servers that block a name often answer 0.0.0.0: that is not found either. */
  private void addName(TargetSpec.Name name, List<InetAddress> found, List<Target> unresolved) {
    List<InetAddress> hosts = found.stream().filter(TargetPlan::mayBeHost).toList();
    for (InetAddress address : hosts) {
      addresses.addName(name.text(), address, name.ports());
    }
    for (int i = 0; hosts.isEmpty() && i < name.ports().count(); i++) {
      int port = name.ports().get(i);
      unresolved.add(
          new Target(InetSocketAddress.createUnresolved(name.text(), port), name.text(), true));
    }
  }

  private static boolean mayBeHost(InetAddress address) {
    AddressRange single = AddressRange.single(IpAddress.of(address));
    return SpecialBlock.WITHOUT_HOSTS.stream().noneMatch(block -> block.covers(single));
  }
}
