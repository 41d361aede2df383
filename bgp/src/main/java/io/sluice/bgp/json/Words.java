package io.sluice.bgp.json;

import io.sluice.bgp.wire.OctetTable;
import java.nio.charset.StandardCharsets;

/** Keys and names of JSON, one object for each: lines say the same few again and again. */
final class Words {
  private static final int LONGEST = 32;

  private final OctetTable<String> known = new OctetTable<>(256);

  /** Octets as text. */
  String of(byte[] b, int from, int to) {
    if (to - from > LONGEST) {
      return text(b, from, to);
    }
    String word = known.find(b, from, to, 0);
    return word != null ? word : known.put(b, from, to, 0, text(b, from, to));
  }

  private static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8);
  }
}
