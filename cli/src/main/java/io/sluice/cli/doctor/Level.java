package io.sluice.cli.doctor;

/** How good or bad a finding is. */
enum Level {
  /** As it should be. */
  OK("ok"),
  /** It works, or may work; somebody should look at it. */
  WARN("warn"),
  /** It does not work. */
  FAIL("FAIL"),
  /** Not looked at: something before it fails, or it cannot be seen from here. */
  UNCHECKED("not checked");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** As it is printed. */
  String word() {
    return word;
  }
}
