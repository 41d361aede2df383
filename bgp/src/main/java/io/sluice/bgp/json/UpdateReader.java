package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.ByteSink;

/**
 * Reads the body of an UPDATE and writes the message: withdrawn routes, attributes in the order of
 * their codes, announced routes.
 */
final class UpdateReader {
  private final ByteSink reach = new ByteSink();
  private final ByteSink unreach = new ByteSink();
  private final AttributeReader attributes = new AttributeReader();
  private final LeftOut reachLeftOut = new LeftOut();
  private final LeftOut unreachLeftOut = new LeftOut();

  byte[] read(JsonScanner in, DecodeContext context, ByteSink out) {
    reach.clear();
    unreach.clear();
    attributes.clear();
    reachLeftOut.clear();
    unreachLeftOut.clear();
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      switch (in.key()) {
        case "reach" -> prefixes(in, context, reach, reachLeftOut);
        case "unreach" -> prefixes(in, context, unreach, unreachLeftOut);
        case "attrs" -> attributes(in, context);
        default -> in.skipValue();
      }
    }
    Header.begin(out.clear(), MessageType.UPDATE);
    out.u16(unreach.size()).bytes(unreach.array(), 0, unreach.size());
    int lengthAt = out.size();
    out.u16(0);
    attributes.write(context, out);
    int length = out.size() - lengthAt - 2;
    out.bytes(reach.array(), 0, reach.size());
    if (out.size() > Header.MAX_EXTENDED_LENGTH) {
      throw in.fault("the message would have " + out.size() + " octets, and 65535 is the most");
    }
    out.setU16(lengthAt, length);
    return Header.finish(out);
  }

  private static void prefixes(
      JsonScanner in, DecodeContext context, ByteSink out, LeftOut leftOut) {
    out.clear();
    leftOut.clear();
    PrefixReader.array(in, false, context.addPathIpv4Unicast(), out, leftOut);
  }

  /** Adds what of the last object the message has no place for. */
  void addLeftOut(LeftOut all) {
    all.add(reachLeftOut);
    all.add(unreachLeftOut);
    attributes.addLeftOut(all);
  }

  private void attributes(JsonScanner in, DecodeContext context) {
    if (in.peek() != '"') {
      attributes.object(in, context);
      return;
    }
    // Octets, as a line holds them whose attributes were never read.
    in.scalar();
    byte[] octets = in.hex();
    byte[] whole = Header.write(MessageType.UPDATE, 4 + octets.length);
    whole[Header.LENGTH + 2] = (byte) (octets.length >>> 8);
    whole[Header.LENGTH + 3] = (byte) octets.length;
    System.arraycopy(octets, 0, whole, Header.LENGTH + 4, octets.length);
    Update u = Update.of(whole, context);
    if (u.error() != null) {
      throw in.faultInText(u.error().reason());
    }
    for (int i = 0; i < u.attributes(); i++) {
      attributes.put(u.code(i), u.flags(i), u.copyValue(i));
    }
  }

  /** Whether routes of a packed family are read as prefixes. */
  static boolean hasPrefixes(int family) {
    return family == AddressFamily.IPV4_UNICAST.packed()
        || family == AddressFamily.IPV6_UNICAST.packed();
  }

  /** Whether a type code is that of an attribute which holds routes. */
  static boolean hasRoutes(int code) {
    return code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI;
  }
}
