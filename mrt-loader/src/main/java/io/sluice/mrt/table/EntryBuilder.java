package io.sluice.mrt.table;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.nlri.Withdrawals;
import io.sluice.bgp.wire.ByteSink;

/**
 * Makes of the route that a cursor stands on what a table keeps: its destination, and its
 * attributes as an entry of a dump has them (RFC 6396 4.3.4): of MP_REACH_NLRI the next hop alone.
 * In front of the attributes stands, after its length, the NLRI where it says more than the
 * destination does: of routes with labels.
 */
final class EntryBuilder {
  /** Octets that tell how long the NLRI in front of the attributes is. */
  static final int LENGTH = 2;

  private final ByteSink key = new ByteSink(64);
  private final ByteSink entry = new ByteSink(512);

  /** Where the route leads to. */
  Destination destination(NlriCursor cursor, byte[] base) {
    int id = cursor.hasPathId() ? 4 : 0;
    key.clear().u24(cursor.family()).u8(cursor.hasPathId() ? 1 : 0);
    if (isLabelled(cursor.family())) {
      ByteSink named = new ByteSink(64);
      Withdrawals.write(cursor, base, named);
      key.bytes(named.array(), id, named.size() - id);
    } else {
      key.bytes(base, cursor.entryOffset() + id, cursor.entryLength() - id);
    }
    byte[] octets = key.toByteArray();
    int odd = Destination.isPrefix(cursor.family()) ? octets[Destination.HEAD] & 7 : 0;
    if (odd > 0) {
      // Bits behind the end of a prefix have no meaning (RFC 4271 4.3).
      octets[octets.length - 1] &= (byte) (0xff00 >> odd);
    }
    return new Destination(octets);
  }

  static boolean isLabelled(int family) {
    int safi = family & 0xff;
    return safi == AddressFamily.SAFI_LABELED || safi == AddressFamily.SAFI_VPN;
  }

  /** The attributes of the route. */
  byte[] attributes(NlriCursor cursor, Update update) {
    byte[] b = update.buffer();
    entry.clear();
    if (isLabelled(cursor.family())) {
      int id = cursor.hasPathId() ? 4 : 0;
      entry.u16(cursor.entryLength() - id);
      entry.bytes(b, cursor.entryOffset() + id, cursor.entryLength() - id);
    } else {
      entry.u16(0);
    }
    boolean body = cursor.inFirstRange();
    boolean mixed = update.attributesEnd() < update.end();
    for (int i = 0; i < update.attributes(); i++) {
      int code = update.code(i);
      if (code == AttributeCode.MP_REACH_NLRI) {
        if (!body || update.nlriStart(i) == update.end(i)) {
          reach(update, i);
        }
      } else if (code != AttributeCode.MP_UNREACH_NLRI
          && !(code == AttributeCode.NEXT_HOP && !body && mixed)) {
        entry.bytes(b, update.start(i), update.end(i) - update.start(i));
      }
    }
    return entry.toByteArray();
  }

  private void reach(Update update, int i) {
    int length = Math.max(0, update.mpNextHopLength(i));
    entry.u8(AttributeCode.OPTIONAL).u8(AttributeCode.MP_REACH_NLRI).u8(1 + length).u8(length);
    entry.bytes(update.buffer(), update.mpNextHopStart(i), length);
  }
}
