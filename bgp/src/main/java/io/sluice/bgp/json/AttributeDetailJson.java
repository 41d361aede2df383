package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AttributeShapes;
import io.sluice.bgp.field.Shape;

/**
 * Writes what is in attributes that stand as hexadecimal octets in bgpipe's lines, under {@code
 * decoded}: {@code null} when they have no decoder, {@code {"why":".."}} when they are malformed.
 */
final class AttributeDetailJson {
  private final FieldsJson fields = new FieldsJson();
  private final AttributeSetJson set = new AttributeSetJson();

  /** Appends {@code ,"decoded":..} for the attribute at an index, if its value is octets. */
  void write(Update u, int i, AsciiBuffer out) {
    int code = u.code(i);
    if (isDecoded(code)) {
      return;
    }
    out.put(",\"decoded\":");
    Shape shape = AttributeShapes.of(code);
    String why;
    if (shape != null) {
      why = fields.write(shape, u.buffer(), u.value(i), u.end(i), out);
    } else if (code == AttributeCode.ATTR_SET) {
      why = set.write(u, i, out);
    } else {
      out.put("null");
      return;
    }
    if (why != null) {
      out.put("{\"why\":");
      JsonText.quoted(why, out);
      out.put('}');
    }
  }

  /** Whether the value itself is decoded in bgpipe's lines, or has nothing to decode. */
  private static boolean isDecoded(int code) {
    return switch (code) {
      case AttributeCode.ORIGIN,
          AttributeCode.AS_PATH,
          AttributeCode.NEXT_HOP,
          AttributeCode.MULTI_EXIT_DISC,
          AttributeCode.LOCAL_PREF,
          AttributeCode.ATOMIC_AGGREGATE,
          AttributeCode.AGGREGATOR,
          AttributeCode.COMMUNITIES,
          AttributeCode.ORIGINATOR_ID,
          AttributeCode.CLUSTER_LIST,
          AttributeCode.MP_REACH_NLRI,
          AttributeCode.MP_UNREACH_NLRI,
          AttributeCode.EXTENDED_COMMUNITIES,
          AttributeCode.AS4_PATH,
          AttributeCode.AS4_AGGREGATOR,
          AttributeCode.LARGE_COMMUNITY,
          AttributeCode.ONLY_TO_CUSTOMER ->
          true;
      default -> false;
    };
  }
}
