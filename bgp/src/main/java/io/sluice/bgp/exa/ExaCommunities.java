package io.sluice.bgp.exa;

import io.sluice.bgp.json.JsonNumbers;
import java.util.Locale;
import java.util.Map;

/** The names of well-known communities (RFC 1997, RFC 3765, RFC 7999). */
final class ExaCommunities {
  private static final Map<Long, String> NAMES =
      Map.of(
          0xffffff01L, "no-export",
          0xffffff02L, "no-advertise",
          0xffffff03L, "no-export-subconfed",
          0xffffff04L, "no-peer",
          0xffff029aL, "blackhole");

  private ExaCommunities() {}

  /** The name of a community, or {@code null}. */
  static String name(long community) {
    return NAMES.get(community);
  }

  /** The community of a name, its dashes left out or written as underscores, or of a pair. */
  static long parse(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    for (Map.Entry<Long, String> known : NAMES.entrySet()) {
      if (known.getValue().replace("-", "").equals(plain)) {
        return known.getKey();
      }
    }
    long[] parts = numbers(text, 2, 0xffff);
    return parts[0] << 16 | parts[1];
  }

  /**
   * Numbers with colons between them.
   *
   * @throws IllegalArgumentException if it is not so many of them
   */
  static long[] numbers(String text, int count, long most) {
    String[] words = text.split(":", -1);
    if (words.length != count) {
      throw new IllegalArgumentException("not " + count + " numbers: " + text);
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = JsonNumbers.unsigned(words[i], most);
    }
    return numbers;
  }
}
