package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.Bytes;

/** Writes one path attribute: {@code "NAME":{"flags":"OT","value":..}}. */
final class AttributeJson {
  /** By type code, what stands before the flags. */
  private static final byte[][] HEADS = new byte[256][];

  /** By flags octet, the flags and what stands behind them. */
  private static final byte[][] FLAGS = new byte[256][];

  private static final byte[][] ORIGINS = {
    Ascii.of("\"IGP\""), Ascii.of("\"EGP\""), Ascii.of("\"INCOMPLETE\"")
  };

  static {
    for (int i = 0; i < 256; i++) {
      HEADS[i] = Ascii.of("\"" + AttributeNames.name(i) + "\":{\"flags\":\"");
      FLAGS[i] = Ascii.of(flags(i) + "\",\"value\":");
    }
  }

  private final AttributeDetailJson details;
  private final MultiprotocolJson multiprotocol;

  AttributeJson(boolean full) {
    this.details = full ? new AttributeDetailJson() : null;
    this.multiprotocol = new MultiprotocolJson(full);
  }

  private static String flags(int octet) {
    return ((octet & AttributeCode.OPTIONAL) != 0 ? "O" : "")
        + ((octet & AttributeCode.TRANSITIVE) != 0 ? "T" : "")
        + ((octet & AttributeCode.PARTIAL) != 0 ? "P" : "")
        + ((octet & AttributeCode.EXTENDED_LENGTH) != 0 ? "X" : "")
        + ((octet & 15) != 0 ? octet & 15 : "");
  }

  /** Returns what is wrong with the attribute at an index, or {@code null}. */
  BgpError write(Update u, int i, AsciiBuffer out) {
    int code = u.code(i);
    out.put(HEADS[code]).put(FLAGS[u.flags(i)]);
    Flaw flaw = value(u, i, code, out);
    if (flaw != null) {
      return BgpError.at(flaw, u.start(i) - u.offset(), code);
    }
    if (details != null) {
      details.write(u, i, out);
    }
    out.put('}');
    return null;
  }

  /** Appends the value of the attribute at an index; returns what is wrong, or {@code null}. */
  Flaw value(Update u, int i, int code, AsciiBuffer out) {
    byte[] b = u.buffer();
    int from = u.value(i);
    int to = u.end(i);
    switch (code) {
      case AttributeCode.ORIGIN:
        return origin(b, from, to, out);
      case AttributeCode.AS_PATH:
        return AsPathJson.write(b, from, to, u.context().as4() ? 4 : 2, out);
      case AttributeCode.AS4_PATH:
        return as4Path(b, from, to, out);
      case AttributeCode.NEXT_HOP:
        return address(b, from, to, Flaw.NEXT_HOP_LENGTH, out);
      case AttributeCode.ORIGINATOR_ID:
        return address(b, from, to, Flaw.ORIGINATOR_ID_LENGTH, out);
      case AttributeCode.MULTI_EXIT_DISC:
        return number(b, from, to, Flaw.MED_LENGTH, out);
      case AttributeCode.LOCAL_PREF:
        return number(b, from, to, Flaw.LOCAL_PREF_LENGTH, out);
      case AttributeCode.ONLY_TO_CUSTOMER:
        return number(b, from, to, Flaw.OTC_LENGTH, out);
      case AttributeCode.AGGREGATOR:
        return aggregator(b, from, to, u.context().as4() ? 4 : 2, Flaw.AGGREGATOR_LENGTH, out);
      case AttributeCode.AS4_AGGREGATOR:
        return aggregator(b, from, to, 4, Flaw.AS4_AGGREGATOR_LENGTH, out);
      case AttributeCode.COMMUNITIES:
        return CommunitiesJson.standard(b, from, to, out);
      case AttributeCode.LARGE_COMMUNITY:
        return CommunitiesJson.large(b, from, to, out);
      case AttributeCode.EXTENDED_COMMUNITIES:
        return ExtendedCommunityJson.write(b, from, to, out);
      case AttributeCode.CLUSTER_LIST:
        return CommunitiesJson.clusters(b, from, to, out);
      case AttributeCode.MP_REACH_NLRI, AttributeCode.MP_UNREACH_NLRI:
        return multiprotocol.write(u, i, out);
      default:
        JsonText.hexOrTrue(b, from, to - from, out);
        return null;
    }
  }

  private static Flaw origin(byte[] b, int from, int to, AsciiBuffer out) {
    if (to - from != 1) {
      return Flaw.ORIGIN_LENGTH;
    }
    int value = b[from] & 0xff;
    if (value < ORIGINS.length) {
      out.put(ORIGINS[value]);
    } else {
      out.number(value);
    }
    return null;
  }

  private static Flaw as4Path(byte[] b, int from, int to, AsciiBuffer out) {
    for (int at = from; to - at >= 2; at += 2 + 4 * (b[at + 1] & 0xff)) {
      if (b[at] >= AsPaths.AS_CONFED_SEQUENCE) {
        return Flaw.AS4_PATH_MALFORMED;
      }
    }
    return AsPathJson.write(b, from, to, 4, out) == null ? null : Flaw.AS4_PATH_MALFORMED;
  }

  private static Flaw address(byte[] b, int from, int to, Flaw flaw, AsciiBuffer out) {
    if (to - from != 4) {
      return flaw;
    }
    out.put('"').ipv4(Bytes.i32(b, from)).put('"');
    return null;
  }

  private static Flaw number(byte[] b, int from, int to, Flaw flaw, AsciiBuffer out) {
    if (to - from != 4) {
      return flaw;
    }
    out.number(Bytes.u32(b, from));
    return null;
  }

  private static Flaw aggregator(
      byte[] b, int from, int to, int width, Flaw flaw, AsciiBuffer out) {
    if (to - from != width + 4) {
      return flaw;
    }
    out.put("{\"asn\":").number(width == 4 ? Bytes.u32(b, from) : Bytes.u16(b, from));
    // The blank is bgpipe's, the only one in its lines.
    out.put(", \"addr\":\"").ipv4(Bytes.i32(b, from + width)).put('"').put('}');
    return null;
  }
}
