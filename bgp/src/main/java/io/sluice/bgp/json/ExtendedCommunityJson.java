package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.wire.Bytes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes EXTENDED COMMUNITIES (RFC 4360, RFC 5668, RFC 8955) as an array of objects. */
final class ExtendedCommunityJson {
  private ExtendedCommunityJson() {}

  /** Returns what is wrong, or {@code null}. */
  static Flaw write(byte[] b, int from, int to, AsciiBuffer out) {
    if ((to - from) % 8 != 0) {
      return Flaw.EXTENDED_COMMUNITY_LENGTH;
    }
    out.put('[');
    for (int at = from; at < to; at += 8) {
      if (at > from) {
        out.put(',');
      }
      community(Bytes.i64(b, at), out);
    }
    out.put(']');
    return null;
  }

  /** Appends one community, given as its eight octets. */
  static void community(long octets, AsciiBuffer out) {
    int type = (int) (octets >>> 48);
    int masked = type & ~ExtendedCommunityNames.NON_TRANSITIVE;
    long value = octets & 0xffff_ffff_ffffL;
    String name = ExtendedCommunityNames.name(masked);
    out.put("{\"type\":\"");
    if (name != null) {
      out.put(name);
    } else {
      out.put("0x").hex(type);
    }
    out.put("\",\"value\":");
    value(ExtendedCommunityNames.form(masked), value, out);
    if (type != masked) {
      out.put(",\"nontransitive\":true");
    }
    out.put('}');
  }

  private static void value(ExtendedCommunityNames.Form form, long value, AsciiBuffer out) {
    switch (form) {
      case AS2 -> out.put('"').number(value >>> 32).put(':').number(value & 0xffffffffL).put('"');
      case AS4 -> out.put('"').number(value >>> 16).put(':').number(value & 0xffff).put('"');
      case IP4 -> out.put('"').ipv4((int) (value >>> 16)).put(':').number(value & 0xffff).put('"');
      case RATE -> rate((int) (value >>> 32), Float.intBitsToFloat((int) value), out);
      case ACTION ->
          out.put("{\"terminal\":")
              .put((value & 1) != 0 ? "true" : "false")
              .put(",\"sample\":")
              .put((value & 2) != 0 ? "true}" : "false}");
      case DSCP -> out.number(value & 63);
      case COPY -> {
        // bgpipe prints the copy bit alone and loses the address; here it stays, as octets.
        if (value >>> 1 == 0) {
          out.put(value == 0 ? "{\"copy\":false}" : "{\"copy\":true}");
        } else {
          hex(value, out);
        }
      }
      default -> hex(value, out);
    }
  }

  private static void hex(long value, AsciiBuffer out) {
    out.put("\"0x").hex(value).put('"');
  }

  private static void rate(int id, float rate, AsciiBuffer out) {
    // What is no number of JSON is written as a string.
    boolean quoted = id != 0 || Float.isNaN(rate) || Float.isInfinite(rate);
    if (quoted) {
      out.put('"');
    }
    if (id != 0) {
      out.number(id).put(':');
    }
    out.put(decimal(rate));
    if (quoted) {
      out.put('"');
    }
  }

  /** The shortest plain decimal that reads back as the same number. */
  static String decimal(float rate) {
    if (Float.isNaN(rate)) {
      return "NaN";
    }
    if (Float.isInfinite(rate)) {
      return rate > 0 ? "+Inf" : "-Inf";
    }
    if (rate == 0) {
      return 1 / rate < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(rate);
    for (int digits = 1; digits < 9; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.floatValue() == rate) {
        return rounded.stripTrailingZeros().toPlainString();
      }
    }
    return exact
        .round(new MathContext(9, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
