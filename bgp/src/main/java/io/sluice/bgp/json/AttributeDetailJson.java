package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;

/** Writes what is in attributes that stand as hexadecimal octets in bgpipe's lines. */
final class AttributeDetailJson {
  private AttributeDetailJson() {}

  /** Appends {@code ,"decoded":..} for the attribute at an index, or nothing. */
  static void write(Update u, int i, AsciiBuffer out) {
    int before = out.size();
    out.put(",\"decoded\":");
    if (!value(u, i, out)) {
      out.truncate(before);
    }
  }

  private static boolean value(Update u, int i, AsciiBuffer out) {
    byte[] b = u.buffer();
    int at = u.value(i);
    int end = u.end(i);
    return switch (u.code(i)) {
      case AttributeCode.AIGP -> aigp(b, at, end, out);
      case AttributeCode.PMSI_TUNNEL -> pmsi(b, at, end, out);
      case AttributeCode.PREFIX_SID -> parts(b, at, end, 1, out);
      case AttributeCode.TUNNEL_ENCAPSULATION, AttributeCode.BGP_LS -> parts(b, at, end, 2, out);
      case AttributeCode.IPV6_EXTENDED_COMMUNITIES -> ipv6Communities(b, at, end, out);
      case AttributeCode.BFD_DISCRIMINATOR -> bfd(b, at, end, out);
      default -> false;
    };
  }

  /** RFC 7311 section 3. */
  private static boolean aigp(byte[] b, int at, int end, AsciiBuffer out) {
    if (end - at < 11 || b[at] != 1 || Bytes.u16(b, at + 1) != 11) {
      return false;
    }
    out.put("{\"metric\":").put(Long.toUnsignedString(Bytes.i64(b, at + 3))).put('}');
    return true;
  }

  /** RFC 6514 section 5. */
  private static boolean pmsi(byte[] b, int at, int end, AsciiBuffer out) {
    if (end - at < 5) {
      return false;
    }
    out.put("{\"leaf\":").put((b[at] & 1) != 0 ? "true" : "false");
    out.put(",\"type\":").number(b[at + 1] & 0xff);
    out.put(",\"label\":").number(Bytes.u24(b, at + 2));
    out.put(",\"tunnel\":");
    if (end - at - 5 == 4 || end - at - 5 == 16) {
      DetailText.address(b, at + 5, end - at - 5, out);
    } else {
      JsonText.hex(b, at + 5, end - at - 5, out);
    }
    out.put('}');
    return true;
  }

  /** Parts of type, length in two octets, value. */
  private static boolean parts(byte[] b, int from, int end, int typeOctets, AsciiBuffer out) {
    out.put('[');
    for (int at = from; at < end; ) {
      int value = at + typeOctets + 2;
      if (value > end || Bytes.u16(b, value - 2) > end - value) {
        return false;
      }
      int length = Bytes.u16(b, value - 2);
      out.put(at > from ? ",{\"type\":" : "{\"type\":");
      out.number(typeOctets == 1 ? Bytes.u8(b, at) : Bytes.u16(b, at)).put(",\"value\":");
      JsonText.hex(b, value, length, out);
      out.put('}');
      at = value + length;
    }
    out.put(']');
    return true;
  }

  /** RFC 5701 section 2. */
  private static boolean ipv6Communities(byte[] b, int from, int end, AsciiBuffer out) {
    if ((end - from) % 20 != 0) {
      return false;
    }
    out.put('[');
    for (int at = from; at < end; at += 20) {
      out.put(at > from ? ",{\"type\":\"0x" : "{\"type\":\"0x").hex(Bytes.u16(b, at));
      out.put("\",\"address\":");
      DetailText.address(b, at + 2, 16, out);
      out.put(",\"value\":").number(Bytes.u16(b, at + 18)).put('}');
    }
    out.put(']');
    return true;
  }

  /** RFC 9026 section 3.1.6. */
  private static boolean bfd(byte[] b, int at, int end, AsciiBuffer out) {
    if (end - at < 5) {
      return false;
    }
    out.put("{\"mode\":").number(b[at] & 0xff);
    out.put(",\"discriminator\":").number(Bytes.u32(b, at + 1)).put('}');
    return true;
  }
}
