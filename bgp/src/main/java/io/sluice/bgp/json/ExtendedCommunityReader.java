package io.sluice.bgp.json;

import io.sluice.bgp.wire.ByteSink;

/** Reads extended communities: {@code [{"type":"TARGET","value":"65000:100"}]}. */
final class ExtendedCommunityReader {
  private ExtendedCommunityReader() {}

  static void array(JsonScanner in, ByteSink out) {
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        out.i64(community(in));
      }
    }
  }

  static long community(JsonScanner in) {
    int start = in.position();
    String type = null;
    String value = null;
    boolean nonTransitive = false;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      switch (in.key()) {
        case "type" -> {
          in.scalar();
          type = in.word();
        }
        case "value" -> value = in.peek() == '{' ? bits(in) : scalar(in);
        case "nontransitive" -> nonTransitive = in.truth();
        default -> in.skipValue();
      }
    }
    if (type == null || value == null || value.isEmpty()) {
      throw new JsonFault(start, "an extended community needs a type and a value");
    }
    try {
      return ExtendedCommunityText.community(
          ExtendedCommunityText.type(type), value, nonTransitive);
    } catch (IllegalArgumentException e) {
      throw new JsonFault(start, "no extended community: " + e.getMessage());
    }
  }

  private static String scalar(JsonScanner in) {
    in.scalar();
    return in.raw();
  }

  /** The bits of a flow action. */
  private static String bits(JsonScanner in) {
    int bits = 0;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      String key = in.key();
      boolean set = !in.takeNull() && in.truth();
      if (set) {
        bits |= key.equals("sample") ? 2 : key.equals("terminal") || key.equals("copy") ? 1 : 0;
      }
    }
    return Integer.toString(bits);
  }
}
