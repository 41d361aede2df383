package io.sluice.bgp.nlri;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/** How an announced route is spelled when it is withdrawn. */
public final class Withdrawals {
  /** The label field of a withdrawal (RFC 8277 section 2.4). */
  private static final int COMPATIBILITY = 0x800000;

  private static final int BOTTOM_OF_STACK = 1;

  private Withdrawals() {}

  /**
   * Appends the withdrawal of the entry a cursor stands on: the same bytes for most families; the
   * labels of labelled ones (RFC 8277, RFC 4364) give way to one fixed field.
   */
  public static void write(NlriCursor cursor, byte[] base, ByteSink out) {
    int safi = cursor.family() & 0xff;
    boolean labelled =
        !cursor.opaque() && (safi == AddressFamily.SAFI_LABELED || safi == AddressFamily.SAFI_VPN);
    if (!labelled || !writeLabelled(cursor, base, out)) {
      out.bytes(base, cursor.entryOffset(), cursor.entryLength());
    }
  }

  private static boolean writeLabelled(NlriCursor cursor, byte[] base, ByteSink out) {
    int end = cursor.entryOffset() + cursor.entryLength();
    int bitsAt = cursor.entryOffset() + (cursor.hasPathId() ? 4 : 0);
    int bits = Bytes.u8(base, bitsAt);
    int labels = 0;
    int at = bitsAt + 1;
    boolean bottom = false;
    while (!bottom && end - at >= 3) {
      bottom = (base[at + 2] & BOTTOM_OF_STACK) != 0 || Bytes.u24(base, at) == COMPATIBILITY;
      at += 3;
      labels++;
    }
    if (!bottom || bits < 24 * labels) {
      return false;
    }
    out.bytes(base, cursor.entryOffset(), bitsAt - cursor.entryOffset());
    out.u8(bits - 24 * (labels - 1)).u24(COMPATIBILITY).bytes(base, at, end - at);
    return true;
  }
}
