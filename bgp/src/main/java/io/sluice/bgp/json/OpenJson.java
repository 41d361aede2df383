package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;
import java.util.List;

/** Writes the body of an OPEN: {@code {"bgp":4,"asn":N,"id":"..","hold":N,"caps":{..}}}. */
final class OpenJson {
  private OpenJson() {}

  /** Returns what is wrong, or {@code null}; then the object has been appended. */
  static BgpError write(byte[] b, int offset, int length, boolean full, AsciiBuffer out) {
    if (length < Header.minLength(MessageType.OPEN.code())) {
      return BgpError.at(Flaw.HEADER_LENGTH, Header.LENGTH_OFFSET)
          .because("OPEN of " + length + " octets");
    }
    Open open = Open.parse(Arrays.copyOfRange(b, offset, offset + length));
    // bgpipe does not look at what stands behind a parameter length of 0, so the line shows it.
    boolean noParameters = b[offset + 28] == 0 && open.bytes()[19] == 4;
    if (open.error() != null && !noParameters) {
      return open.error();
    }
    out.put("{\"bgp\":").number(b[offset + 19] & 0xff).put(",\"asn\":").number(open.asnField());
    out.put(",\"id\":\"").ipv4(Bytes.i32(b, offset + 24)).put("\",\"hold\":");
    out.number(open.holdTime()).put(",\"caps\":{");
    boolean first = true;
    for (int code : open.capabilityCodes()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.put('"').put(CapabilityNames.name(code)).put("\":");
      List<byte[]> values =
          open.capabilities().stream()
              .filter(c -> c.code() == code)
              .map(Open.Capability::value)
              .toList();
      if (!CapabilityJson.write(code, values, out)) {
        return BgpError.at(Flaw.OPEN_CAPABILITY_VALUE, 29, code);
      }
    }
    out.put('}');
    if (full) {
      CapabilityDetailJson.write(open, out);
    }
    out.put('}');
    return null;
  }
}
