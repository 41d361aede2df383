package io.sluice.bgp.attr;

import io.sluice.bgp.Open;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/**
 * AS paths of four-octet numbers as a peer gets them that knows two octets only (RFC 6793 section
 * 4.2.2). The paths given must be {@linkplain AsPaths#check well formed}.
 */
public final class OldPath {
  private OldPath() {}

  /** Whether a path has a number, outside a confederation or in it, that two octets cannot hold. */
  public static boolean needsAs4(byte[] b, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int next = at + 2 + 4 * (b[at + 1] & 0xff);
      for (int p = at + 2; p < next; p += 4) {
        if (Bytes.u16(b, p) != 0) {
          return true;
        }
      }
      at = next;
    }
    return false;
  }

  /** Appends AS_PATH in two octets a number; {@link Open#AS_TRANS} where they do not suffice. */
  public static void writePath(byte[] b, int offset, int length, ByteSink out) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int next = at + 2 + 4 * (b[at + 1] & 0xff);
      out.u8(b[at]).u8(b[at + 1]);
      for (int p = at + 2; p < next; p += 4) {
        out.u16(mapped(Bytes.u32(b, p)));
      }
      at = next;
    }
  }

  /**
   * Appends AS4_PATH: the whole path, its confederation segments left out, as section 3 wants. It
   * is to be sent only where {@link #needsAs4} says so.
   */
  public static void writeAs4Path(byte[] b, int offset, int length, ByteSink out) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int octets = 2 + 4 * (b[at + 1] & 0xff);
      if (b[at] == AsPaths.AS_SET || b[at] == AsPaths.AS_SEQUENCE) {
        out.bytes(b, at, octets);
      }
      at += octets;
    }
  }

  /** An AS number in two octets, or {@link Open#AS_TRANS}. */
  public static int mapped(long asn) {
    return asn > 0xffff ? Open.AS_TRANS : (int) asn;
  }
}
