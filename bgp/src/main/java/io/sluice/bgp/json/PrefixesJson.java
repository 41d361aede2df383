package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.PrefixCursor;

/** Writes prefixes as an array of strings. */
final class PrefixesJson {
  private PrefixesJson() {}

  /** False when the octets end in something that is no prefix. */
  static boolean write(PrefixCursor cursor, AsciiBuffer out) {
    out.put('[');
    boolean first = true;
    while (cursor.next()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.put('"').prefix(cursor).put('"');
    }
    out.put(']');
    return !cursor.malformed();
  }
}
