package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Writes the tags of a message as an object, sorted by key, empty ones left out. The messages of an
 * archive share the tags of their peer, which took a third of the time to write: the text of a map
 * that comes again is kept.
 */
final class TagsJson {
  /** How many maps are known, a power of two: collectors have up to some hundred peers. */
  private static final int KNOWN = 512;

  /** Stands for flags of bgpipe's own in its lines, so no tag may take its name. */
  static final String RESERVED = "ACTION";

  private String[] keys = new String[16];
  private final List<Map<String, String>> known =
      new ArrayList<>(Collections.nCopies(KNOWN, Map.of()));
  private final byte[][] texts = new byte[KNOWN][];

  /**
   * Appends them.
   *
   * @param tags not changed between two calls with the same map
   */
  @SuppressWarnings("ReferenceEquality") // comparing contents would take as long as writing them
  void write(Map<String, String> tags, AsciiBuffer out) {
    if (tags.isEmpty()) {
      out.put('{').put('}');
      return;
    }
    int slot = System.identityHashCode(tags) & KNOWN - 1;
    if (known.get(slot) != tags) {
      known.set(slot, tags);
      texts[slot] = null;
      object(tags, out);
    } else if (texts[slot] == null) {
      int from = out.size();
      object(tags, out);
      texts[slot] = Arrays.copyOfRange(out.buffer(), from, out.size());
    } else {
      out.put(texts[slot]);
    }
  }

  private void object(Map<String, String> tags, AsciiBuffer out) {
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
