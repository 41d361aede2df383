package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.wire.ByteSink;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Reads the value of one path attribute. Of one that stands twice, lists are joined. */
final class AttributeValueReader {
  private final MultiprotocolReader reach = new MultiprotocolReader(AttributeCode.MP_REACH_NLRI);
  private final MultiprotocolReader unreach =
      new MultiprotocolReader(AttributeCode.MP_UNREACH_NLRI);

  private final OldPeerReader old = new OldPeerReader();

  void clear() {
    reach.clear();
    unreach.clear();
    old.clear();
  }

  /** Adds the routes and path identifiers that the message has no place for. */
  void addLeftOut(LeftOut all) {
    all.add(reach.leftOut());
    all.add(unreach.leftOut());
  }

  /**
   * Writes what could not be written before all was read.
   *
   * @param there tells by code whether an attribute was read
   */
  void finish(IntFunction<ByteSink> sinks, IntPredicate there) {
    reach.finish(sinks);
    unreach.finish(sinks);
    old.finish(sinks, there);
  }

  void read(JsonScanner in, int code, DecodeContext context, ByteSink out) {
    boolean as4 = context.as4();
    switch (code) {
      case AttributeCode.ORIGIN -> origin(in, out.clear());
      case AttributeCode.AS_PATH -> AsPathReader.read(in, as4 ? out : old.path());
      case AttributeCode.AS4_PATH -> AsPathReader.read(in, out);
      case AttributeCode.NEXT_HOP, AttributeCode.ORIGINATOR_ID -> ipv4(in, out.clear());
      case AttributeCode.MULTI_EXIT_DISC,
          AttributeCode.LOCAL_PREF,
          AttributeCode.ONLY_TO_CUSTOMER ->
          out.clear().u32(in.number(0xffffffffL));
      case AttributeCode.AGGREGATOR -> aggregator(in, as4 ? out.clear() : old.aggregator());
      case AttributeCode.AS4_AGGREGATOR -> aggregator(in, out.clear());
      case AttributeCode.COMMUNITIES -> numbers(in, 2, 0xffff, out);
      case AttributeCode.LARGE_COMMUNITY -> numbers(in, 3, 0xffffffffL, out);
      case AttributeCode.EXTENDED_COMMUNITIES -> ExtendedCommunityReader.array(in, out);
      case AttributeCode.CLUSTER_LIST -> clusters(in, out);
      case AttributeCode.MP_REACH_NLRI -> reach.read(in, context);
      case AttributeCode.MP_UNREACH_NLRI -> unreach.read(in, context);
      default -> raw(in, out.clear());
    }
  }

  private static void origin(JsonScanner in, ByteSink out) {
    in.scalar();
    out.u8(
        switch (in.word()) {
          case "IGP" -> 0;
          case "EGP" -> 1;
          case "INCOMPLETE" -> 2;
          default -> {
            long value = JsonNumbers.unsigned(in.raw());
            if (value < 0 || value > 255) {
              throw in.faultInText("expected an origin: IGP, EGP, INCOMPLETE or a number");
            }
            yield (int) value;
          }
        });
  }

  private static void ipv4(JsonScanner in, ByteSink out) {
    in.scalar();
    long plain = PlainText.ipv4(in.bytes(), in.textFrom(), in.textTo());
    out.u32(plain >= 0 ? plain : address(in, false).high() >>> 32);
  }

  /** The scalar read last as an address of a family. */
  static Address address(JsonScanner in, boolean ipv6) {
    try {
      Address address = Address.parse(in.raw());
      if (address.ipv6() == ipv6) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw in.faultInText("expected an " + (ipv6 ? "IPv6" : "IPv4") + " address");
  }

  private static void aggregator(JsonScanner in, ByteSink out) {
    long asn = 0;
    Address address = Address.ipv4(0);
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      switch (in.key()) {
        case "asn" -> asn = in.number(0xffffffffL);
        case "addr" -> {
          in.scalar();
          address = in.isEmpty() ? address : address(in, false);
        }
        default -> in.skipValue();
      }
    }
    out.u32(asn).u32(address.high() >>> 32);
  }

  private static void numbers(JsonScanner in, int count, long most, ByteSink out) {
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      in.scalar();
      if (plain(in, count, most, out)) {
        continue;
      }
      String[] parts = in.raw().split(":", -1);
      if (parts.length != count) {
        throw in.faultInText("expected " + count + " numbers with colons between them");
      }
      for (String part : parts) {
        long number = JsonNumbers.unsigned(part);
        if (number < 0 || number > most) {
          throw in.faultInText("expected numbers up to " + most);
        }
        if (count == 2) {
          out.u16((int) number);
        } else {
          out.u32(number);
        }
      }
    }
  }

  /** Numbers without anything special about them; false when nothing has been appended. */
  private static boolean plain(JsonScanner in, int count, long most, ByteSink out) {
    byte[] b = in.bytes();
    int before = out.size();
    int at = in.textFrom();
    for (int i = 0; i < count; i++) {
      int end = PlainText.find(b, at, in.textTo(), ':');
      long number = PlainText.decimal(b, at, end);
      if (number < 0 || number > most || end == in.textTo() != (i == count - 1)) {
        out.truncate(before);
        return false;
      }
      if (count == 2) {
        out.u16((int) number);
      } else {
        out.u32(number);
      }
      at = end + 1;
    }
    return true;
  }

  private static void clusters(JsonScanner in, ByteSink out) {
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        ipv4(in, out);
      }
    }
  }

  private static void raw(JsonScanner in, ByteSink out) {
    in.scalar();
    if (in.isEmpty()) {
      throw in.faultInText("expected hexadecimal digits, or true for no value");
    }
    if (!in.raw().equals("true")) {
      out.bytes(in.hex());
    }
  }
}
