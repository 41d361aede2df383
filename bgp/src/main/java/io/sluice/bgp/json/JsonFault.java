package io.sluice.bgp.json;

/** What is wrong with JSON that is being read. Never leaves this package. */
final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  /**
   * @param at index of the fault in the array that is read
   * @param problem what is wrong, and what would be right
   */
  JsonFault(int at, String problem) {
    super(problem, null, false, false);
    this.at = at;
  }

  int at() {
    return at;
  }
}
