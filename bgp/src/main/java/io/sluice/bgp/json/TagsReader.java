package io.sluice.bgp.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Reads the tags of a line and the actions among them. */
final class TagsReader {
  static final int BORROW = 1;
  static final int DROP = 2;
  static final int ACCEPT = 4;

  private TagsReader() {}

  /** Puts the tags into a map; returns the actions. */
  static int read(JsonScanner in, Map<String, String> tags) {
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
    return actions;
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
