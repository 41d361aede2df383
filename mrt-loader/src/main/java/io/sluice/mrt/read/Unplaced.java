package io.sluice.mrt.read;

/**
 * Things of one kind in the lines of an archive that their messages have no place for: told when
 * the first one comes, and at the end how many there were.
 */
final class Unplaced {
  private final String what;
  private final String why;
  private long count;
  private long first;
  private long firstOffset;
  private long told;

  Unplaced(String what, String why) {
    this.what = what;
    this.why = why;
  }

  /** Counts those of a line. */
  void add(int more, long line, long offset) {
    if (more > 0 && count == 0) {
      first = line;
      firstOffset = offset;
    }
    count += more;
  }

  /** What is to be told now; {@code null} for nothing. */
  String due(boolean atEnd) {
    if (count == told || told > 0 && !atEnd) {
      return null;
    }
    String text =
        told == 0
            ? "line " + first + ": " + what + " left out: " + why
            : "from line " + first + " on, " + count + " times " + what + " left out";
    told = count;
    return text;
  }

  /** Where the first one stood. */
  long firstOffset() {
    return firstOffset;
  }
}
