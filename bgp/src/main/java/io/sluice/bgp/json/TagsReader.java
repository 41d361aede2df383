package io.sluice.bgp.json;

import io.sluice.bgp.wire.OctetTable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the tags of a line and the actions among them. The lines of an archive name the same peers
 * again and again: what was read before is found by its octets.
 */
final class TagsReader {
  static final int BORROW = 1;
  static final int DROP = 2;
  static final int ACCEPT = 4;

  private static final int MOST_KNOWN = 1024;
  private static final int LONGEST_KNOWN = 512;

  /**
   * What a line says there.
   *
   * @param tags unmodifiable, in the order of their names; shared by the lines that say the same
   * @param actions as bits
   */
  record Read(Map<String, String> tags, int actions) {
    static final Read NOTHING = new Read(Map.of(), 0);
  }

  private final OctetTable<Read> known = new OctetTable<>(MOST_KNOWN);

  /** Reads the object that comes next. */
  Read read(JsonScanner in) {
    int from = in.position();
    in.skipValue();
    int to = in.behind();
    Read before = known.find(in.bytes(), from, to, 0);
    if (before != null) {
      return before;
    }
    in.position(from);
    Read read = object(in);
    return to - from > LONGEST_KNOWN ? read : known.put(in.bytes(), from, to, 0, read);
  }

  private static Read object(JsonScanner in) {
    Map<String, String> tags = new TreeMap<>();
    int actions = 0;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      String key = in.key();
      if (in.takeNull()) {
        continue;
      }
      if (key.equals(TagsJson.RESERVED)) {
        actions |= actions(in);
        continue;
      }
      String value = value(in);
      if (!value.isEmpty()) {
        tags.put(key, value);
      }
    }
    return new Read(Collections.unmodifiableMap(tags), actions);
  }

  private static String value(JsonScanner in) {
    char kind = in.peek();
    if (kind == '{' || kind == '[') {
      int from = in.position();
      in.skipValue();
      return new String(in.bytes(), from, in.behind() - from, StandardCharsets.UTF_8);
    }
    in.scalar();
    return in.text();
  }

  private static int actions(JsonScanner in) {
    in.scalar();
    int actions = 0;
    for (String word : in.raw().toUpperCase(Locale.ROOT).split("\\|", -1)) {
      switch (word) {
        case "", "OK" -> {}
        case "BORROW" -> actions |= BORROW;
        case "DROP" -> actions |= DROP;
        case "ACCEPT" -> actions |= ACCEPT;
        default -> {
          long bits = JsonNumbers.unsigned(word);
          if (bits < 0 || bits > 255) {
            throw in.faultInText("expected an action: BORROW, DROP, ACCEPT or OK");
          }
          actions |= (int) bits;
        }
      }
    }
    return actions;
  }
}
