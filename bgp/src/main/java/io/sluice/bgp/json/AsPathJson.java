package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.Bytes;

/**
 * Writes an AS path as an array: the numbers of sequences, and an array of numbers for each set.
 * Confederation segments, which bgpipe refuses, are {@code {"confed":[..]}} and {@code
 * {"confed_set":[..]}}.
 */
final class AsPathJson {
  private AsPathJson() {}

  /**
   * Appends a path.
   *
   * @param width octets of an AS number, 2 or 4
   * @return what is wrong, or {@code null}
   */
  static Flaw write(byte[] b, int from, int to, int width, AsciiBuffer out) {
    out.put('[');
    int at = from;
    while (at < to) {
      if (to - at < 2) {
        return Flaw.AS_PATH_SEGMENT_LENGTH;
      }
      int type = b[at];
      int count = b[at + 1] & 0xff;
      if (type < AsPaths.AS_SET || type > AsPaths.AS_CONFED_SET) {
        return Flaw.AS_PATH_SEGMENT_TYPE;
      }
      if (count == 0) {
        return Flaw.AS_PATH_SEGMENT_EMPTY;
      }
      if (count * width > to - at - 2) {
        return Flaw.AS_PATH_SEGMENT_LENGTH;
      }
      if (at > from) {
        out.put(',');
      }
      at += 2;
      int end = at + count * width;
      if (type == AsPaths.AS_SEQUENCE) {
        numbers(b, at, end, width, out);
      } else {
        segment(type, b, at, end, width, out);
      }
      at = end;
    }
    out.put(']');
    return null;
  }

  private static void segment(int type, byte[] b, int at, int end, int width, AsciiBuffer out) {
    if (type == AsPaths.AS_CONFED_SEQUENCE) {
      out.put("{\"confed\":");
    } else if (type == AsPaths.AS_CONFED_SET) {
      out.put("{\"confed_set\":");
    }
    out.put('[');
    numbers(b, at, end, width, out);
    out.put(']');
    if (type != AsPaths.AS_SET) {
      out.put('}');
    }
  }

  private static void numbers(byte[] b, int from, int to, int width, AsciiBuffer out) {
    for (int at = from; at < to; at += width) {
      if (at > from) {
        out.put(',');
      }
      out.number(width == 4 ? Bytes.u32(b, at) : Bytes.u16(b, at));
    }
  }
}
