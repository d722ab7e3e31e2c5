package io.github.rdpsweep.cli;

/** What stands between the cells of a CSV file. */
enum Separator {
  COMMA(','),
  SEMICOLON(';'),
  TAB('\t');

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }
}
