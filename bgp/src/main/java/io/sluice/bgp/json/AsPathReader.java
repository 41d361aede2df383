package io.sluice.bgp.json;

import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.ByteSink;

/**
 * Reads an AS path: {@code [1,2,[3,4],5]}, with {@code {"confed":[..]}} and {@code
 * {"confed_set":[..]}} for confederation segments. A sequence longer than 255 becomes several.
 */
final class AsPathReader {
  private static final int MOST = 255;

  private AsPathReader() {}

  /** Appends the segments, AS numbers of 4 octets. */
  static void read(JsonScanner in, ByteSink out) {
    int countAt = -1;
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      switch (in.peek()) {
        case '[' -> {
          countAt = -1;
          segment(in, AsPaths.AS_SET, out);
        }
        case '{' -> {
          countAt = -1;
          confederation(in, out);
        }
        default -> {
          if (countAt < 0 || (out.array()[countAt] & 0xff) == MOST) {
            out.u8(AsPaths.AS_SEQUENCE).u8(0);
            countAt = out.size() - 1;
          }
          out.u32(in.number(0xffffffffL));
          out.setU8(countAt, out.array()[countAt] + 1);
        }
      }
    }
  }

  private static void confederation(JsonScanner in, ByteSink out) {
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      switch (in.key()) {
        case "confed" -> segment(in, AsPaths.AS_CONFED_SEQUENCE, out);
        case "confed_set" -> segment(in, AsPaths.AS_CONFED_SET, out);
        default -> throw in.fault("expected confed or confed_set");
      }
    }
  }

  private static void segment(JsonScanner in, int type, ByteSink out) {
    int start = out.size();
    int count = 0;
    out.u8(type).u8(0);
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      if (++count > MOST) {
        throw in.fault("a segment has at most " + MOST + " AS numbers");
      }
      out.u32(in.number(0xffffffffL));
    }
    if (count == 0) {
      out.truncate(start);
    } else {
      out.setU8(start + 1, count);
    }
  }
}
