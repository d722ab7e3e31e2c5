package io.github.rdpsweep.diagnosis;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A system that may be behind a build number: a line of {@code windows-builds.txt}.
 *
 * @param kind what it is
 * @param name as in Windows Server 2019
 * @param editions those that the dates hold for; empty where they hold for all
 * @param supportEnd the last day of updates for everyone; a library has none
 * @param paidEnd the last day of updates that cost extra
 */
public record WindowsProduct(
    Kind kind,
    String name,
    String editions,
    Optional<LocalDate> supportEnd,
    Optional<LocalDate> paidEnd) {

  /** What a product is. */
  public enum Kind {
    /** Windows for servers. */
    SERVER,
    /** Windows for clients. */
    CLIENT,
    /** Software of another maker, whose every server claims this build. */
    LIBRARY
  }

  public WindowsProduct {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(editions);
    if (supportEnd.isPresent() == (kind == Kind.LIBRARY)) {
      throw new IllegalArgumentException(name + ": a system has an end of support, a library not");
    }
    if (paidEnd.isPresent() && !supportEnd.filter(paidEnd.get()::isAfter).isPresent()) {
      throw new IllegalArgumentException(name + ": paid support ends before the other");
    }
  }
}
