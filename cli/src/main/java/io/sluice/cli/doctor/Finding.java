package io.sluice.cli.doctor;

/**
 * What a check found.
 *
 * @param level how good or bad it is
 * @param text what was looked at, and what is wrong with it
 * @param mend what to do about it, a command where there is one; empty for nothing
 */
record Finding(Level level, String text, String mend) {

  static Finding ok(String text) {
    return new Finding(Level.OK, text, "");
  }

  static Finding warn(String text, String mend) {
    return new Finding(Level.WARN, text, mend);
  }

  static Finding fail(String text, String mend) {
    return new Finding(Level.FAIL, text, mend);
  }

  static Finding unchecked(String text) {
    return new Finding(Level.UNCHECKED, text, "");
  }

  /** One whose text says how to mend it. */
  static Finding fail(String text) {
    return fail(text, "");
  }
}
