package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import java.util.Arrays;

/**
 * Writes the body of an UPDATE: {@code {"reach":[],"unreach":[],"attrs":{}}}, empty parts left out.
 */
final class UpdateJson {
  private static final byte[] REACH = Ascii.of("\"reach\":");
  private static final byte[] UNREACH = Ascii.of("\"unreach\":");
  private static final byte[] ATTRS = Ascii.of("\"attrs\":");

  private final PrefixCursor cursor = new PrefixCursor();
  private final AttributeJson attribute;
  private int[] order = new int[32];

  UpdateJson(boolean full) {
    attribute = new AttributeJson(full);
  }

  /** Returns what is wrong, or {@code null}; then the object has been appended. */
  BgpError write(Update u, AsciiBuffer out) {
    if (u.error() != null) {
      return u.error();
    }
    out.put('{');
    boolean first = true;
    if (u.attributesEnd() < u.end()) {
      first = false;
      out.put(REACH);
      if (!PrefixesJson.write(cursor.announced(u), out)) {
        return BgpError.at(Flaw.NLRI, cursor.malformedAt() - u.offset());
      }
    }
    if (u.withdrawnStart() < u.withdrawnEnd()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.put(UNREACH);
      if (!PrefixesJson.write(cursor.withdrawn(u), out)) {
        return BgpError.at(Flaw.WITHDRAWN_ROUTES, cursor.malformedAt() - u.offset());
      }
    }
    if (u.attributes() > 0) {
      if (!first) {
        out.put(',');
      }
      BgpError error = attributes(u, out);
      if (error != null) {
        return error;
      }
    }
    out.put('}');
    return null;
  }

  /** Appends the value of one attribute alone. */
  BgpError writeValue(Update u, int i, AsciiBuffer out) {
    Flaw flaw = attribute.value(u, i, u.code(i), out);
    return flaw == null ? null : BgpError.at(flaw, u.start(i) - u.offset(), u.code(i));
  }

  private BgpError attributes(Update u, AsciiBuffer out) {
    out.put(ATTRS);
    return writeAttributes(u, out);
  }

  /** Appends the object of all attributes; returns what is wrong, or {@code null}. */
  BgpError writeAttributes(Update u, AsciiBuffer out) {
    if (u.repeats()) {
      return repeated(u);
    }
    out.put('{');
    boolean ascending = true;
    int count = u.attributes();
    for (int i = 1; i < count; i++) {
      ascending &= u.code(i - 1) < u.code(i);
    }
    if (!ascending) {
      sort(u, count);
    }
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.put(',');
      }
      BgpError error = attribute.write(u, ascending ? i : order[i], out);
      if (error != null) {
        return error;
      }
    }
    out.put('}');
    return null;
  }

  /** Orders by code. No code stands twice, so there are at most 256. */
  private void sort(Update u, int count) {
    if (count > order.length) {
      order = Arrays.copyOf(order, 256);
    }
    for (int i = 0; i < count; i++) {
      int at = i;
      while (at > 0 && u.code(order[at - 1]) > u.code(i)) {
        order[at] = order[--at];
      }
      order[at] = i;
    }
  }

  private static BgpError repeated(Update u) {
    for (int i = 0; i < u.attributes(); i++) {
      int code = u.code(i);
      if (u.find(code) < i) {
        boolean routes =
            code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI;
        return BgpError.at(
            routes ? Flaw.MP_DUPLICATE : Flaw.ATTRIBUTE_DUPLICATE, u.start(i) - u.offset(), code);
      }
    }
    throw new IllegalStateException("no attribute stands twice");
  }
}
