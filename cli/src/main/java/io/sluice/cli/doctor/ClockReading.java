package io.sluice.cli.doctor;

/**
 * What another clock showed, between two looks at our own. All in milliseconds since 1970.
 *
 * @param whose whose clock, as in "the schema registry's clock"
 * @param least the least that it showed
 * @param most the most, when it shows more than milliseconds only roughly
 * @param before our clock before
 * @param after our clock after
 */
record ClockReading(String whose, long least, long most, long before, long after) {

  /** By how much it is ahead of ours at least; negative when it is behind; 0 when it may agree. */
  long ahead() {
    if (least > after) {
      return least - after;
    }
    return most < before ? most - before : 0;
  }
}
