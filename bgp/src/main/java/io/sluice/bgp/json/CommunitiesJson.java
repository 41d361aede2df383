package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.wire.Bytes;

/** Writes the attributes that are lists of numbers of one size as arrays of strings. */
final class CommunitiesJson {
  private CommunitiesJson() {}

  /** COMMUNITIES (RFC 1997): {@code ["65000:100"]}; no well-known names. */
  static Flaw standard(byte[] b, int from, int to, AsciiBuffer out) {
    if ((to - from) % 4 != 0) {
      return Flaw.COMMUNITY_LENGTH;
    }
    out.put('[');
    for (int at = from; at < to; at += 4) {
      open(at > from, out);
      out.number(Bytes.u16(b, at)).put(':').number(Bytes.u16(b, at + 2)).put('"');
    }
    out.put(']');
    return null;
  }

  /** LARGE_COMMUNITY (RFC 8092): {@code ["65000:1:2"]}. */
  static Flaw large(byte[] b, int from, int to, AsciiBuffer out) {
    if ((to - from) % 12 != 0) {
      return Flaw.LARGE_COMMUNITY_LENGTH;
    }
    out.put('[');
    for (int at = from; at < to; at += 12) {
      open(at > from, out);
      out.number(Bytes.u32(b, at)).put(':').number(Bytes.u32(b, at + 4));
      out.put(':').number(Bytes.u32(b, at + 8)).put('"');
    }
    out.put(']');
    return null;
  }

  /** CLUSTER_LIST (RFC 4456): {@code ["10.0.0.1"]}. */
  static Flaw clusters(byte[] b, int from, int to, AsciiBuffer out) {
    if ((to - from) % 4 != 0) {
      return Flaw.CLUSTER_LIST_LENGTH;
    }
    out.put('[');
    for (int at = from; at < to; at += 4) {
      open(at > from, out);
      out.ipv4(Bytes.i32(b, at)).put('"');
    }
    out.put(']');
    return null;
  }

  private static void open(boolean later, AsciiBuffer out) {
    if (later) {
      out.put(',');
    }
    out.put('"');
  }
}
