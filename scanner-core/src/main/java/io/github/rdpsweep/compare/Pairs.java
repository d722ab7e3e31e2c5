package io.github.rdpsweep.compare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The targets of two sweeps, each with its counterpart, in the order of addresses. */
final class Pairs implements Iterable<Pair> {

  /*
   * How this works: both sweeps are in order, so that counterparts meet at the heads of two queues.
   *
   * Names need more. Where a name was found in one sweep only, it has addresses there and none here.
   * All of these addresses are paired with the name that was not found: each of them broke, or
   * recovered. The row of the name itself then has its counterparts, and is left out.
   */

  private final Snapshot before;
  private final Snapshot after;
  private final Map<String, Sighting> lostBefore;
  private final Map<String, Sighting> lostAfter;
  private final Set<String> foundBefore;
  private final Set<String> foundAfter;

  Pairs(Snapshot before, Snapshot after) {
    this.before = before;
    this.after = after;
    lostBefore = lost(before);
    lostAfter = lost(after);
    foundBefore = found(before, lostAfter);
    foundAfter = found(after, lostBefore);
  }

  private static Map<String, Sighting> lost(Snapshot snapshot) {
    Map<String, Sighting> lost = new HashMap<>();
    for (Sighting sighting : snapshot.others()) {
      if (!sighting.hasAddress()) {
        names(sighting).forEach(name -> lost.merge(name, sighting, Sighting::better));
      }
    }
    return lost;
  }

  /** Names that have an address here and none there. */
  private static Set<String> found(Snapshot here, Map<String, Sighting> lostThere) {
    Set<String> found = new HashSet<>();
    if (!lostThere.isEmpty()) {
      here.others().stream()
          .filter(Sighting::hasAddress)
          .flatMap(Pairs::names)
          .filter(lostThere::containsKey)
          .forEach(found::add);
    }
    return found;
  }

  /** Several names of one address stand together, separated by blanks. */
  private static Stream<String> names(Sighting sighting) {
    return Stream.of(sighting.name().split(" "))
        .filter(name -> !name.isEmpty())
        .map(name -> name + ":" + sighting.port());
  }

  @Override
  public Iterator<Pair> iterator() {
    return new InOrder();
  }

  private final class InOrder implements Iterator<Pair> {

    private final Ahead ofBefore = new Ahead(left(before, foundAfter));
    private final Ahead ofAfter = new Ahead(left(after, foundBefore));

    /** Without names whose addresses the other sweep has. */
    private Iterator<Sighting> left(Snapshot snapshot, Set<String> foundThere) {
      return foundThere.isEmpty()
          ? snapshot.iterator()
          : StreamSupport.stream(snapshot.spliterator(), false)
              .filter(
                  sighting ->
                      sighting.hasAddress() || names(sighting).noneMatch(foundThere::contains))
              .iterator();
    }

    @Override
    public boolean hasNext() {
      return ofBefore.hasNext() || ofAfter.hasNext();
    }

    @Override
    public Pair next() {
      int order = ofBefore.compareNext(ofAfter);
      if (order < 0) {
        Sighting alone = ofBefore.next();
        return new Pair(alone, byName(alone, lostAfter).orElseGet(alone::notSwept));
      }
      Sighting later = ofAfter.next();
      return order > 0
          ? new Pair(byName(later, lostBefore).orElseGet(later::notSwept), later)
          : new Pair(ofBefore.next(), later);
    }

    private Optional<Sighting> byName(Sighting sighting, Map<String, Sighting> lost) {
      if (lost.isEmpty() || !sighting.hasAddress()) {
        return Optional.empty();
      }
      return names(sighting).filter(lost::containsKey).findFirst().map(lost::get);
    }
  }
}
