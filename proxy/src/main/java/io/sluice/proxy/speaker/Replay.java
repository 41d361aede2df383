package io.sluice.proxy.speaker;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.update.AttributeSets;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/** A walk over the routes of a table, which may change meanwhile: by their attributes. */
final class Replay {
  /** Header and the two length fields. */
  private static final int FIXED = Header.LENGTH + 4;

  /** Flags, code and length of an attribute with an extended length. */
  private static final int ATTRIBUTE_HEAD = 4;

  private final RouteTable table;
  private final AttributeSets sets;
  private final int maxLength;
  private final boolean body;
  private final long[] order;
  private final byte[] nlri = new byte[Header.MAX_EXTENDED_LENGTH];
  private int next;

  Replay(RouteTable table, AttributeSets sets, int family, int maxLength) {
    this.table = table;
    this.sets = sets;
    this.maxLength = maxLength;
    this.body = family == AddressFamily.IPV4_UNICAST.packed();
    long[] all = new long[table.size()];
    int count = 0;
    for (int entry = 0; entry < table.entries(); entry++) {
      if (table.set(entry) >= 0) {
        all[count++] = (long) table.set(entry) << 32 | entry;
      }
    }
    Arrays.sort(all);
    this.order = all;
  }

  /** The next message, or {@code null}. */
  byte[] next() {
    while (next < order.length) {
      int set = table.set((int) order[next]);
      if (set < 0) {
        next++;
        continue;
      }
      byte[] attributes = sets.get(set);
      int head = Bytes.u16(attributes, 0);
      int room =
          maxLength - FIXED - (attributes.length - 2) - (head > 0 || !body ? ATTRIBUTE_HEAD : 0);
      int length = collect(set, room);
      if (length > 0) {
        return message(attributes, head, length);
      }
      // Larger than this session's messages may be: it was announced in one that took more.
      next++;
    }
    return null;
  }

  /**
   * The NLRI of the routes from the next on that have these attributes, as many as there is room.
   */
  private int collect(int set, int room) {
    int length = 0;
    while (next < order.length) {
      int entry = (int) order[next];
      if (table.set(entry) >= 0) {
        int octets = table.length(entry);
        if (table.set(entry) != set || length + octets > room) {
          break;
        }
        table.copy(entry, nlri, length);
        length += octets;
      }
      next++;
    }
    return length;
  }

  private byte[] message(byte[] attributes, int head, int length) {
    ByteSink out = Header.begin(new ByteSink(maxLength), MessageType.UPDATE).u16(0);
    int ordinary = attributes.length - 2 - head;
    if (head == 0) {
      out.u16(ordinary).bytes(attributes, 2, ordinary).bytes(nlri, 0, length);
    } else {
      out.u16(ATTRIBUTE_HEAD + head + length + ordinary);
      out.u8(AttributeCode.OPTIONAL | AttributeCode.EXTENDED_LENGTH)
          .u8(AttributeCode.MP_REACH_NLRI)
          .u16(head + length)
          .bytes(attributes, 2, head)
          .bytes(nlri, 0, length);
      out.bytes(attributes, 2 + head, ordinary);
    }
    return Header.finish(out);
  }
}
