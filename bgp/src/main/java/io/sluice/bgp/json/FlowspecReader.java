package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.wire.ByteSink;
import java.util.Arrays;
import java.util.Locale;

/** Reads flow specification rules. */
final class FlowspecReader {
  private static final int LONGEST = 4095;

  private final ByteSink rule = new ByteSink();
  private final ByteSink[] components = new ByteSink[256];

  /** Appends an array of rules as NLRI; empty and overlong ones are left out. */
  void array(JsonScanner in, boolean ipv6, boolean withIds, ByteSink out) {
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      rule(in, ipv6);
      int length = rule.size();
      if (length == 0 || length > LONGEST) {
        continue;
      }
      if (withIds) {
        out.u32(0);
      }
      if (length < 0xf0) {
        out.u8(length);
      } else {
        out.u16(0xf000 | length);
      }
      out.bytes(rule.array(), 0, length);
    }
  }

  /** Appends {@code {"rd":..,"rule":{..}}} as NLRI of a VPN (RFC 8955 section 8). */
  void vpn(JsonScanner in, boolean ipv6, ByteSink out) {
    FieldsReader fields = new FieldsReader(in);
    long distinguisher = fields.distinguisher("rd");
    fields.enter("rule");
    rule(in, ipv6);
    int length = 8 + rule.size();
    if (length > LONGEST) {
      throw in.fault("a rule has at most " + LONGEST + " octets");
    }
    if (length < 0xf0) {
      out.u8(length);
    } else {
      out.u16(0xf000 | length);
    }
    out.i64(distinguisher).bytes(rule.array(), 0, rule.size());
  }

  private void rule(JsonScanner in, boolean ipv6) {
    Arrays.fill(components, null);
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      int type = type(in);
      if (!in.takeNull()) {
        components[type] = component(in, type, ipv6);
      }
    }
    rule.clear();
    for (int type = 0; type < components.length; type++) {
      if (components[type] != null) {
        rule.u8(type).bytes(components[type].toByteArray());
      }
    }
  }

  private static int type(JsonScanner in) {
    String name = in.key();
    boolean oneCase =
        name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
    int type = oneCase ? FlowspecJson.typeOf(name.toUpperCase(Locale.ROOT)) : -1;
    if (type < 0 && name.matches("FlowType\\([0-9]{1,3}\\)")) {
      type = Integer.parseInt(name.substring(9, name.length() - 1));
    }
    if (type < 0 || type > 255) {
      throw in.fault("there is no flow component " + name);
    }
    return type;
  }

  private static ByteSink component(JsonScanner in, int type, boolean ipv6) {
    ByteSink out = new ByteSink(16);
    if (type == 1 || type == 2) {
      in.scalar();
      prefix(in, ipv6, out);
    } else if (FlowspecJson.numeric(type, ipv6)) {
      FlowspecValueReader.array(in, out);
    } else {
      in.scalar();
      out.bytes(in.hex());
    }
    return out;
  }

  private static void prefix(JsonScanner in, boolean ipv6, ByteSink out) {
    String text = in.raw();
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw in.faultInText("expected a prefix");
    }
    String length = text.substring(slash + 1);
    int dash = length.indexOf('-');
    long offset = dash < 0 ? 0 : JsonNumbers.unsigned(length.substring(0, dash));
    long bits = JsonNumbers.unsigned(length.substring(dash + 1));
    Address address;
    try {
      address = Address.parse(text.substring(0, slash));
    } catch (IllegalArgumentException e) {
      throw in.faultInText("expected a prefix");
    }
    if (address.ipv6() != ipv6) {
      throw in.faultInText("expected a prefix of the family of the rule");
    }
    boolean none = offset == 0 && bits == 0;
    if (bits < 0
        || bits > address.bits()
        || offset < 0
        || !none && offset >= bits
        || !ipv6 && offset > 0) {
      throw in.faultInText("expected a length up to " + address.bits() + ", behind its offset");
    }
    out.u8((int) bits);
    if (ipv6) {
      out.u8((int) offset);
    }
    PrefixReader.bits(address, (int) offset, (int) bits, out);
  }
}
