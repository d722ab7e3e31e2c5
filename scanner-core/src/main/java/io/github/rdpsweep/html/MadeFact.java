package io.github.rdpsweep.html;

import java.util.Objects;

/** A line about how a sweep was made. */
public record MadeFact(String name, String value) {

  public MadeFact {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}
