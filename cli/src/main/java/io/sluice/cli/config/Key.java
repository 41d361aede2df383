package io.sluice.cli.config;

/**
 * A key that the file may have: a row of the table that drives reading, checking, showing and the
 * reference.
 *
 * @param section the mapping that it stands in, as a path with dots; empty for the file itself
 * @param name its name there
 * @param type what its value may be
 * @param option the option of the command line that means the same; empty for none
 * @param fallback what holds when it is not there; empty for nothing
 * @param example an example of a value
 * @param secret whether its value is never shown
 * @param live whether a change of it takes effect with a reload; others need a restart
 * @param purpose what it is for
 */
record Key(
    String section,
    String name,
    ValueType type,
    String option,
    String fallback,
    String example,
    boolean secret,
    boolean live,
    String purpose) {

  /** Its path, with dots. */
  String path() {
    return section.isEmpty() ? name : section + "." + name;
  }

  /** The same with a secret for a value. */
  Key hidden() {
    return new Key(section, name, type, option, fallback, example, true, live, purpose);
  }

  /** The same, taking effect with a reload. */
  Key reloaded() {
    return new Key(section, name, type, option, fallback, example, secret, true, purpose);
  }
}
