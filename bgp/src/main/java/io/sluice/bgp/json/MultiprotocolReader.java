package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.function.IntFunction;

/** Reads the value of MP_REACH_NLRI or MP_UNREACH_NLRI. */
final class MultiprotocolReader {
  private final int code;
  private final ByteSink nlri = new ByteSink();
  private final FlowspecReader flowspec = new FlowspecReader();
  private boolean there;
  private boolean hasData;
  private int family;
  private Address nextHop;
  private Address linkLocal;
  private byte[] rawNextHop = Bytes.NONE;
  private final LeftOut leftOut = new LeftOut();

  MultiprotocolReader(int code) {
    this.code = code;
  }

  void clear() {
    there = false;
    family = 0;
    nextHop = null;
    linkLocal = null;
    rawNextHop = Bytes.NONE;
    nlri.clear();
    leftOut.clear();
  }

  /** Prefixes of another family and path identifiers that were left out. */
  LeftOut leftOut() {
    return leftOut;
  }

  /** Reads an object; what it says of routes is added to what is there. */
  void read(JsonScanner in, DecodeContext context) {
    there = true;
    int start = in.position();
    hasData = false;
    int wanted = family(in);
    if (wanted != family) {
      clear();
      there = true;
      family = wanted;
    }
    in.position(start);
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (!in.takeNull()) {
        member(in, context);
      }
    }
  }

  /** The family may stand anywhere in the object; none is 0. */
  private int family(JsonScanner in) {
    int family = 0;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (!in.key().equals("af")) {
        // The octets count; what they decode to is for those who read the line.
        hasData |= in.key().equals("data") && in.peek() == '"';
        in.skipValue();
        continue;
      }
      in.scalar();
      AddressFamily named = FamilyNames.familyOf(in.word());
      if (named == null) {
        throw in.faultInText("expected a family such as IPV6/UNICAST");
      }
      family = named.packed();
    }
    return family;
  }

  private boolean isFlowspec() {
    int afi = family >>> 8;
    return (family & 0xff) == AddressFamily.SAFI_FLOWSPEC
        && (afi == AddressFamily.AFI_IPV4 || afi == AddressFamily.AFI_IPV6);
  }

  private void member(JsonScanner in, DecodeContext context) {
    boolean prefixes = UpdateReader.hasPrefixes(family);
    boolean parsed = prefixes || isFlowspec();
    boolean ipv6 = family >>> 8 == AddressFamily.AFI_IPV6;
    switch (in.key()) {
      case "nexthop" -> nextHop = parsed ? address(in) : skip(in);
      case "link-local" -> linkLocal = parsed ? address(in) : skip(in);
      case "prefixes" -> {
        if (prefixes) {
          PrefixReader.array(in, ipv6, context.addPath(family), nlri, leftOut);
        } else {
          in.skipValue();
        }
      }
      case "rules" -> {
        if (isFlowspec()) {
          flowspec.array(in, ipv6, context.addPath(family), nlri);
        } else {
          in.skipValue();
        }
      }
      case "nlri" -> {
        if (parsed || hasData) {
          in.skipValue();
        } else {
          RouteReader.array(in, family, context.addPath(family), nlri);
        }
      }
      case "nh", "data" -> {
        if (parsed) {
          in.skipValue();
        } else if (in.key().equals("nh")) {
          in.scalar();
          rawNextHop = in.hex();
        } else {
          in.scalar();
          nlri.bytes(in.hex());
        }
      }
      default -> in.skipValue();
    }
  }

  private static Address skip(JsonScanner in) {
    in.skipValue();
    return null;
  }

  private static Address address(JsonScanner in) {
    in.scalar();
    if (in.isEmpty()) {
      return null;
    }
    try {
      return Address.parse(in.raw());
    } catch (IllegalArgumentException e) {
      throw in.faultInText("expected an address");
    }
  }

  /** Writes the value. */
  void finish(IntFunction<ByteSink> sinks) {
    if (!there) {
      return;
    }
    ByteSink out = sinks.apply(code).clear();
    out.u16(family >>> 8).u8(family & 0xff);
    if (code == AttributeCode.MP_REACH_NLRI) {
      int lengthAt = out.size();
      out.u8(0);
      if (nextHop != null) {
        write(nextHop, out);
        if (linkLocal != null) {
          write(linkLocal, out);
        }
      }
      out.bytes(rawNextHop);
      int length = out.size() - lengthAt - 1;
      if (length > 255) {
        throw new JsonFault(0, "the next hop would be longer than 255 octets");
      }
      out.setU8(lengthAt, length);
      out.u8(0);
    }
    out.bytes(nlri.array(), 0, nlri.size());
  }

  private static void write(Address address, ByteSink out) {
    if (address.ipv6()) {
      out.i64(address.high()).i64(address.low());
    } else {
      out.u32(address.high() >>> 32);
    }
  }
}
