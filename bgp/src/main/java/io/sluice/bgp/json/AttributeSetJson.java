package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/**
 * Writes ATTR_SET (RFC 6368 section 5): an AS number and path attributes, these in bgpipe's form.
 * Their AS numbers have four octets.
 */
final class AttributeSetJson {
  private final ByteSink message = new ByteSink();
  private final Update inner = new Update();
  private UpdateJson attributes;

  /** Returns why the attribute at an index does not decode; then nothing is appended. */
  String write(Update u, int i, AsciiBuffer out) {
    int length = u.valueLength(i) - 4;
    if (length < 0) {
      return "AS number of 4 octets does not fit";
    }
    // The attributes are read by themselves, as those of a message without routes.
    Header.begin(message.clear(), MessageType.UPDATE);
    message.u16(0).u16(length).bytes(u.buffer(), u.value(i) + 4, length);
    int before = out.size();
    if (!inner.wrap(message.array(), 0, message.size(), u.context().withAs4(true))) {
      return inner.error().reason();
    }
    out.put("{\"asn\":").number(Bytes.u32(u.buffer(), u.value(i))).put(",\"attrs\":");
    if (attributes == null) {
      attributes = new UpdateJson(false);
    }
    BgpError error = attributes.writeAttributes(inner, out);
    if (error != null) {
      out.truncate(before);
      return error.reason();
    }
    out.put('}');
    return null;
  }
}
