package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.wire.ByteSink;
import java.util.regex.Pattern;

/** Reads prefixes: {@code "192.0.2.0/24"}, {@code "#7#2001:db8::/32"}. */
final class PrefixReader {
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  private PrefixReader() {}

  /**
   * Reads an array of prefixes and appends those of one address family as NLRI; others are left
   * out, as bgpipe does, and so are path identifiers where there is no place for them. Host bits
   * within the last octet stay.
   *
   * @param withIds whether each is written with a path identifier
   * @param leftOut counts the prefixes and identifiers that were left out
   */
  static void array(JsonScanner in, boolean ipv6, boolean withIds, ByteSink out, LeftOut leftOut) {
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        in.scalar();
        if (ipv6 || !plain(in, withIds, out)) {
          prefix(in, ipv6, withIds, out, leftOut);
        }
      }
    }
  }

  /** An IPv4 prefix without an identifier; false when it is anything else. */
  private static boolean plain(JsonScanner in, boolean withIds, ByteSink out) {
    byte[] b = in.bytes();
    int slash = PlainText.find(b, in.textFrom(), in.textTo(), '/');
    long address = PlainText.ipv4(b, in.textFrom(), slash);
    long bits = PlainText.decimal(b, slash + 1, in.textTo());
    if (address < 0 || bits < 0 || bits > 32) {
      return false;
    }
    if (withIds) {
      out.u32(0);
    }
    out.u8((int) bits);
    for (int place = 24; bits > 0; bits -= 8, place -= 8) {
      out.u8((int) (address >>> place) & 0xff);
    }
    return true;
  }

  private static void prefix(
      JsonScanner in, boolean ipv6, boolean withIds, ByteSink out, LeftOut leftOut) {
    String text = in.raw();
    long id = 0;
    if (text.startsWith("#")) {
      int end = text.indexOf('#', 1);
      id =
          end < 2 || end > 11 || !text.substring(1, end).matches("[0-9]+")
              ? -1
              : Long.parseLong(text.substring(1, end));
      if (id < 0 || id > 0xffffffffL) {
        throw in.faultInText("expected a path identifier between two #");
      }
      text = text.substring(end + 1);
    }
    int slash = text.indexOf('/');
    try {
      Address address = Address.parse(slash < 0 ? text : text.substring(0, slash));
      String length = slash < 0 ? "" : text.substring(slash + 1);
      if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > address.bits()) {
        throw in.faultInText("expected a prefix with a length up to " + address.bits());
      }
      if (address.ipv6() != ipv6) {
        leftOut.prefixes++;
        return;
      }
      if (withIds) {
        out.u32(id);
      } else if (id != 0) {
        leftOut.pathIds++;
      }
      write(address, Integer.parseInt(length), out);
    } catch (IllegalArgumentException e) {
      throw in.faultInText("expected a prefix such as 192.0.2.0/24");
    }
  }

  /** Appends a length octet and as many octets of an address as it takes. */
  static void write(Address address, int bits, ByteSink out) {
    out.u8(bits);
    bits(address, 0, bits, out);
  }

  /** Appends bits of an address, from one up to another, the first of them leftmost. */
  static void bits(Address address, int from, int to, ByteSink out) {
    for (int place = from; place < to; place += 8) {
      out.u8((int) (octet(address, place) & 0xff));
    }
  }

  /** The eight bits that begin at a place. */
  private static long octet(Address a, int place) {
    if (place >= 64) {
      return place > 120 ? a.low() << place - 120 : a.low() >>> 120 - place;
    }
    return place > 56 ? a.high() << place - 56 | a.low() >>> 120 - place : a.high() >>> 56 - place;
  }
}
