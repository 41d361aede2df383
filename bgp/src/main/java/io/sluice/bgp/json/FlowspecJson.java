package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;
import java.util.List;

/** Writes flow specifications (RFC 8955, RFC 8956) as an array of rules. */
final class FlowspecJson {
  private static final int TCP_FLAGS = 9;
  private static final int FRAGMENT = 12;
  private static final int LABEL = 13;

  private static final String[] COMPONENTS = {
    "FlowType(0)",
    "DST",
    "SRC",
    "PROTO",
    "PORT",
    "PORT_DST",
    "PORT_SRC",
    "ICMP_TYPE",
    "ICMP_CODE",
    "TCP_FLAGS",
    "PKTLEN",
    "DSCP",
    "FRAG",
    "LABEL"
  };

  private static final String[] NUMERIC = {
    "false", "\"<\"", "\">\"", "\"!=\"", "\"==\"", "\"<=\"", "\">=\"", "true"
  };

  /** By match and not bits. */
  private static final String[] BITMASK = {"ANY", "ALL", "NONE", "NOT-ALL"};

  /** By component type, where it stands in the rule at hand; 0 for nowhere. */
  private final int[] starts = new int[256];

  private final int[] ends = new int[256];

  /** The type of a component name in capitals, or -1. */
  static int typeOf(String name) {
    return List.of(COMPONENTS).indexOf(name);
  }

  /** False when the octets are no rules. */
  boolean write(Update u, int from, int to, int family, AsciiBuffer out) {
    byte[] b = u.buffer();
    boolean ipv6 = family >>> 8 == AddressFamily.AFI_IPV6;
    int step = u.context().addPath(family) ? 4 : 0;
    out.put('[');
    boolean first = true;
    int at = from;
    while (at < to) {
      if (step > to - at - 1) {
        return false;
      }
      at += step;
      int length = b[at] & 0xff;
      if (length >= 0xf0) {
        if (to - at < 2) {
          return false;
        }
        length = Bytes.u16(b, at) & 0xfff;
        at++;
      }
      at++;
      if (length > to - at) {
        return false;
      }
      if (length > 0) {
        if (!first) {
          out.put(',');
        }
        first = false;
        if (!rule(b, at, at + length, ipv6, out)) {
          return false;
        }
      }
      at += length;
    }
    out.put(']');
    return true;
  }

  /** Appends {@code "rd":"65000:1","rule":{..}} (RFC 8955 section 8); false when malformed. */
  boolean writeVpn(byte[] b, int from, int to, int family, AsciiBuffer out) {
    int at = from + ((b[from] & 0xff) < 0xf0 ? 1 : 2);
    if (to - at < 8) {
      return false;
    }
    DetailText.distinguisher(b, at, out);
    out.put(",\"rule\":");
    return rule(b, at + 8, to, family >>> 8 == AddressFamily.AFI_IPV6, out);
  }

  private boolean rule(byte[] b, int from, int to, boolean ipv6, AsciiBuffer out) {
    Arrays.fill(starts, 0);
    int at = from;
    while (at < to) {
      int type = b[at++] & 0xff;
      int end = end(b, type, at, to, ipv6);
      if (end < 0) {
        return false;
      }
      starts[type] = at;
      ends[type] = end;
      at = end;
    }
    out.put('{');
    boolean first = true;
    for (int type = 0; type < starts.length; type++) {
      if (starts[type] == 0) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      component(b, type, starts[type], ends[type], ipv6, out);
    }
    out.put('}');
    return true;
  }

  /** Whether a component is a list of operators and values. */
  static boolean numeric(int type, boolean ipv6) {
    return type >= 3 && type <= (ipv6 ? LABEL : FRAGMENT);
  }

  /** Where the component ends whose value begins at an index, or -1. */
  private static int end(byte[] b, int type, int at, int to, boolean ipv6) {
    if (type == 1 || type == 2) {
      int head = ipv6 ? 2 : 1;
      if (to - at < head) {
        return -1;
      }
      int bits = b[at] & 0xff;
      int offset = ipv6 ? b[at + 1] & 0xff : 0;
      if (bits > (ipv6 ? 128 : 32) || offset > bits || offset == bits && bits > 0) {
        return -1;
      }
      int end = at + head + (bits - offset + 7) / 8;
      return end > to ? -1 : end;
    }
    if (!numeric(type, ipv6)) {
      return to;
    }
    int p = at;
    while (p < to) {
      int operator = b[p];
      p += 1 + (1 << (operator >> 4 & 3));
      if (p > to) {
        return -1;
      }
      if ((operator & 0x80) != 0) {
        break;
      }
    }
    return p;
  }

  private static void component(
      byte[] b, int type, int at, int end, boolean ipv6, AsciiBuffer out) {
    out.put('"');
    if (type < COMPONENTS.length) {
      out.put(COMPONENTS[type]);
    } else {
      out.put("FlowType(").number(type).put(')');
    }
    out.put("\":");
    if (type == 1 || type == 2) {
      prefix(b, at, end, ipv6, out);
    } else if (numeric(type, ipv6)) {
      values(b, type, at, end, out);
    } else {
      JsonText.hex(b, at, end - at, out);
    }
  }

  private static void prefix(byte[] b, int at, int end, boolean ipv6, AsciiBuffer out) {
    int bits = b[at] & 0xff;
    int offset = ipv6 ? b[at + 1] & 0xff : 0;
    long high = 0;
    long low = 0;
    // The octets hold the bits from the offset on, the first of them leftmost (RFC 8956 3.1).
    int place = offset;
    for (int p = at + (ipv6 ? 2 : 1); p < end; p++, place += 8) {
      long octet = (b[p] & 0xffL) << 56;
      if (place < 64) {
        high |= octet >>> place;
        low |= place > 56 ? octet << 64 - place : 0;
      } else {
        low |= octet >>> place - 64;
      }
    }
    high &= bits == 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    low &= bits <= 64 ? 0 : -1L << 128 - bits;
    out.put('"');
    if (ipv6) {
      out.ipv6(high, low);
    } else {
      out.ipv4((int) (high >>> 32));
    }
    out.put('/');
    if (offset > 0) {
      out.number(offset).put('-');
    }
    out.number(bits).put('"');
  }

  private static void values(byte[] b, int type, int from, int end, AsciiBuffer out) {
    boolean mask = type == TCP_FLAGS || type == FRAGMENT;
    out.put('[');
    int at = from;
    while (at < end) {
      int operator = b[at++];
      int length = 1 << (operator >> 4 & 3);
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = value << 8 | b[at++] & 0xff;
      }
      out.put(at - length - 1 > from ? ",{" : "{");
      if ((operator & 0x40) != 0) {
        out.put("\"and\":true,");
      }
      if (mask) {
        int word = (operator & 1) + (operator & 2);
        out.put("\"op\":\"").put(BITMASK[word]).put("\",\"len\":").number(length);
        out.put(",\"val\":\"0x").hex(value).put("\"}");
      } else {
        out.put("\"op\":").put(NUMERIC[numericOperator(operator)]);
        out.put(",\"val\":").put(Long.toUnsignedString(value)).put('}');
      }
    }
    out.put(']');
  }

  /** Index into {@link #NUMERIC}: bits of less 1, greater 2, equal 4 (RFC 8955 4.2.1.1). */
  private static int numericOperator(int operator) {
    return ((operator & 4) != 0 ? 1 : 0)
        | ((operator & 2) != 0 ? 2 : 0)
        | ((operator & 1) != 0 ? 4 : 0);
  }
}
