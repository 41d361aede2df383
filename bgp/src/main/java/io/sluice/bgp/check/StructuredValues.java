package io.sluice.bgp.check;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;

/** What is wrong with the shape of attributes that are made of parts with lengths of their own. */
final class StructuredValues {
  private StructuredValues() {}

  /** The flaw of the attribute at an index, or {@code null}. */
  static Flaw check(Update u, int i) {
    byte[] b = u.buffer();
    int at = u.value(i);
    int end = u.end(i);
    int length = end - at;
    return switch (u.code(i)) {
      case AttributeCode.PMSI_TUNNEL -> length >= 5 ? null : Flaw.PMSI_TUNNEL_MALFORMED;
      case AttributeCode.TUNNEL_ENCAPSULATION ->
          tlvs(b, at, end, 2, 2, 0) ? null : Flaw.TUNNEL_ENCAPSULATION_MALFORMED;
      case AttributeCode.TRAFFIC_ENGINEERING ->
          length >= 36 ? null : Flaw.TRAFFIC_ENGINEERING_MALFORMED;
      case AttributeCode.AIGP -> aigp(b, at, end) ? null : Flaw.AIGP_MALFORMED;
      case AttributeCode.PE_DISTINGUISHER_LABELS ->
          length > 0 && (length % 7 == 0 || length % 19 == 0)
              ? null
              : Flaw.PE_DISTINGUISHER_MALFORMED;
      case AttributeCode.BGP_LS -> tlvs(b, at, end, 2, 2, 0) ? null : Flaw.BGP_LS_MALFORMED;
      case AttributeCode.PREFIX_SID ->
          length > 0 && tlvs(b, at, end, 1, 2, 0) ? null : Flaw.PREFIX_SID_MALFORMED;
      case AttributeCode.BFD_DISCRIMINATOR ->
          length >= 5 && tlvs(b, at + 5, end, 1, 1, 0) ? null : Flaw.BFD_DISCRIMINATOR_MALFORMED;
      case AttributeCode.D_PATH -> dPath(b, at, end) ? null : Flaw.D_PATH_MALFORMED;
      case AttributeCode.ATTR_SET ->
          length >= 4 && attributes(b, at + 4, end) ? null : Flaw.ATTR_SET_MALFORMED;
      default -> null;
    };
  }

  /**
   * Whether parts of type, length and value fill a range.
   *
   * @param counted octets of the head that the length counts
   */
  private static boolean tlvs(byte[] b, int from, int end, int type, int size, int counted) {
    int at = from;
    while (at < end) {
      int head = type + size;
      if (end - at < head) {
        return false;
      }
      int length = size == 1 ? Bytes.u8(b, at + type) : Bytes.u16(b, at + type);
      if (length < counted || length - counted > end - at - head) {
        return false;
      }
      at += head + length - counted;
    }
    return true;
  }

  /** RFC 7311 section 3: the length counts the head; the metric itself has eleven octets. */
  private static boolean aigp(byte[] b, int from, int end) {
    if (!tlvs(b, from, end, 1, 2, 3)) {
      return false;
    }
    for (int at = from; at < end; at += Bytes.u16(b, at + 1)) {
      if (b[at] == 1) {
        return Bytes.u16(b, at + 1) == 11;
      }
    }
    return true;
  }

  /** Segments of one octet of count and seven octets for each domain. */
  private static boolean dPath(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      int domains = Bytes.u8(b, at);
      if (domains == 0 || 7 * domains > end - at - 1) {
        return false;
      }
      at += 1 + 7 * domains;
    }
    return from < end;
  }

  /** Whether path attributes fill a range. */
  private static boolean attributes(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      boolean extended = (b[at] & AttributeCode.EXTENDED_LENGTH) != 0;
      int head = extended ? 4 : 3;
      if (end - at < head) {
        return false;
      }
      int length = extended ? Bytes.u16(b, at + 2) : Bytes.u8(b, at + 2);
      if (length > end - at - head) {
        return false;
      }
      at += head + length;
    }
    return true;
  }
}
