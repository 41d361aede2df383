package io.sluice.filters.limit;

import io.sluice.bgp.Direction;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The records of the journal. Key: direction, group number, session id. Value: a version, the
 * epoch, the message that made the group, the message that changed it last, and its prefixes, each
 * with a head octet (family, whether a path identifier follows, whether an origin follows; else it
 * is that of the prefix before), its length and the octets of its address that the length covers.
 * Not thread safe.
 */
final class GroupRecord {
  /** Stands for a group number in the key of the record that tells what a message was allowed. */
  static final int NOTE = -1;

  private static final int VERSION = 1;

  /** Where the prefixes begin, or the note. */
  private static final int PREFIXES = 25;

  private static final int FAMILY = 0x03;
  private static final int PATH_ID = 0x04;
  private static final int ORIGIN = 0x08;

  private final ByteSink out = new ByteSink(512);

  /** What is read from a record. */
  interface Reader {
    void prefix(int kind, long high, long low, int pathId, int origin);
  }

  static byte[] key(Direction direction, int group, byte[] session) {
    byte[] key = new byte[5 + session.length];
    key[0] = (byte) direction.ordinal();
    Bytes.putU32(key, 1, group);
    System.arraycopy(session, 0, key, 5, session.length);
    return key;
  }

  static Direction direction(byte[] key) {
    return key[0] == 0 ? Direction.R : Direction.L;
  }

  static int group(byte[] key) {
    return Bytes.i32(key, 1);
  }

  static String session(byte[] key) {
    return new String(key, 5, key.length - 5, StandardCharsets.UTF_8);
  }

  byte[] group(long epoch, long born, long changed, RouteTable table, int head) {
    out.clear().u8(VERSION).i64(epoch).i64(born).i64(changed);
    int origin = Counts.UNKNOWN;
    for (int e = head; e != RouteTable.NONE; e = table.next(e)) {
      int kind = table.kind(e);
      boolean withId = table.pathId(e) != 0;
      boolean withOrigin = table.origin(e) != origin;
      out.u8(Families.number(kind) | (withId ? PATH_ID : 0) | (withOrigin ? ORIGIN : 0));
      if (withId) {
        out.u32(table.pathId(e));
      }
      if (withOrigin) {
        origin = table.origin(e);
        out.u32(origin);
      }
      int bits = Families.bits(kind);
      out.u8(bits);
      for (int i = 0; i < bits; i += 8) {
        long half = i < 64 ? table.high(e) : table.low(e);
        out.u8((int) (half >>> 56 - (i & 63)));
      }
    }
    return out.toByteArray();
  }

  byte[] note(long epoch, long sequence, BitSet accepted) {
    return out.clear()
        .u8(VERSION)
        .i64(epoch)
        .i64(sequence)
        .i64(sequence)
        .bytes(accepted.toByteArray())
        .toByteArray();
  }

  /**
   * Sees that a value is one of ours.
   *
   * @throws IllegalStateException if not: a table that is not whole would let too many routes
   *     through
   */
  static void check(byte[] value) {
    if (value.length < PREFIXES || value[0] != VERSION) {
      throw new IllegalStateException(
          "the journal of a limit holds a record of version "
              + (value.length == 0 ? "none" : value[0])
              + " and "
              + value.length
              + " octets, this program reads version "
              + VERSION
              + ": run the version that wrote it, or delete the changelog topic and begin anew");
    }
  }

  static long epoch(byte[] value) {
    return Bytes.i64(value, 1);
  }

  static long born(byte[] value) {
    return Bytes.i64(value, 9);
  }

  static long changed(byte[] value) {
    return Bytes.i64(value, 17);
  }

  static BitSet accepted(byte[] value) {
    return BitSet.valueOf(java.nio.ByteBuffer.wrap(value, PREFIXES, value.length - PREFIXES));
  }

  static void prefixes(byte[] value, Reader reader) {
    int origin = Counts.UNKNOWN;
    int at = PREFIXES;
    while (at < value.length) {
      int head = value[at++];
      int pathId = 0;
      if ((head & PATH_ID) != 0) {
        pathId = Bytes.i32(value, at);
        at += 4;
      }
      if ((head & ORIGIN) != 0) {
        origin = Bytes.i32(value, at);
        at += 4;
      }
      int bits = value[at++] & 0xff;
      long high = 0;
      long low = 0;
      for (int i = 0; i < bits; i += 8) {
        long octet = value[at++] & 0xffL;
        if (i < 64) {
          high |= octet << 56 - i;
        } else {
          low |= octet << 120 - i;
        }
      }
      reader.prefix(Families.kind(head & FAMILY, bits), high, low, pathId, origin);
    }
  }
}
