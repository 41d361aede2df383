package io.sluice.mrt.read;

/**
 * Records that are no damage, but that bgpipe does not read: told when the first one comes, and at
 * the end how many there were.
 */
final class PassedOver {
  private long count;
  private long told;
  private String first;
  private long firstOffset;

  /** Counts a record. */
  void add(String type, long offset) {
    if (count++ == 0) {
      first = type;
      firstOffset = offset;
    }
  }

  /** What is to be told now; {@code null} for nothing. */
  String due(boolean atEnd) {
    if (count == told || told > 0 && !atEnd) {
      return null;
    }
    if (told == 0) {
      told = 1;
      return first + " passed over, as bgpipe does: --router reads such records";
    }
    told = count;
    return count + " records passed over, from " + first + " on";
  }

  /** Where the first one stood. */
  long firstOffset() {
    return firstOffset;
  }
}
