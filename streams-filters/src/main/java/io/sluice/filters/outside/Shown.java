package io.sluice.filters.outside;

import java.nio.charset.StandardCharsets;

/** What came from outside, as it can stand in a log. */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  static String of(byte[] bytes, int from, int to) {
    int most = Math.min(to - from, LONGEST);
    String text = new String(bytes, from, most, StandardCharsets.ISO_8859_1).stripTrailing();
    return text.replaceAll("[^ -~]", "?") + (to - from > LONGEST ? " .." : "");
  }
}
