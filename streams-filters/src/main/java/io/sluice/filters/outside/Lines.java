package io.sluice.filters.outside;

/** Text in lines. */
final class Lines {
  private Lines() {}

  /** Behind the first line end; -1 when there is none. */
  static int end(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }
}
