package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import java.util.Arrays;
import java.util.Map;

/** Writes the tags of a message as an object, sorted by key, empty ones left out. */
final class TagsJson {
  /** Stands for flags of bgpipe's own in its lines, so no tag may take its name. */
  static final String RESERVED = "ACTION";

  private String[] keys = new String[16];

  void write(Map<String, String> tags, AsciiBuffer out) {
    out.put('{');
    if (!tags.isEmpty()) {
      int count = 0;
      for (String key : tags.keySet()) {
        if (count == keys.length) {
          keys = Arrays.copyOf(keys, 2 * count);
        }
        int at = count++;
        while (at > 0 && keys[at - 1].compareTo(key) > 0) {
          keys[at] = keys[--at];
        }
        keys[at] = key;
      }
      boolean first = true;
      for (int i = 0; i < count; i++) {
        String value = tags.get(keys[i]);
        if (value == null || value.isEmpty() || keys[i].equals(RESERVED)) {
          continue;
        }
        if (!first) {
          out.put(',');
        }
        first = false;
        JsonText.quoted(keys[i], out);
        out.put(':');
        JsonText.quoted(value, out);
      }
    }
    out.put('}');
  }
}
