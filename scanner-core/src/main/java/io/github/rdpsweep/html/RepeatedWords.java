package io.github.rdpsweep.html;

/**
 * Gives equal texts as one object, most of them: a table of a fixed size in which each text has one
 * place. Belongs to one thread.
 */
final class RepeatedWords {

  /** A power of two, several times what the rows of a sweep repeat. */
  private static final int PLACES = 4_096;

  private final String[] words = new String[PLACES];

  String of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    if (!text.equals(words[place])) {
      words[place] = text;
    }
    return words[place];
  }
}
