package io.sluice.filters;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages for tests, and what is in them. */
public final class Wire {
  public static final List<String> NONE = List.of();

  private Wire() {}

  /** An UPDATE of IPv4 prefixes, originated by an AS. */
  public static byte[] update(List<String> withdrawn, long origin, List<String> announced) {
    ByteSink w = new ByteSink();
    withdrawn.forEach(p -> prefix(w, p));
    ByteSink a = new ByteSink();
    if (!announced.isEmpty()) {
      a.bytes(new byte[] {0x40, 1, 1, 0});
      a.bytes(new byte[] {0x40, 2, 10, 2, 2}).u32(64500).u32(origin);
      a.bytes(new byte[] {0x40, 3, 4, (byte) 192, 0, 2, 1});
    }
    ByteSink out = Header.begin(new ByteSink(), MessageType.UPDATE);
    out.u16(w.size()).bytes(w.toByteArray()).u16(a.size()).bytes(a.toByteArray());
    announced.forEach(p -> prefix(out, p));
    return Header.finish(out);
  }

  public static byte[] announce(String... prefixes) {
    return update(NONE, 64501, List.of(prefixes));
  }

  public static byte[] withdraw(String... prefixes) {
    return update(List.of(prefixes), 0, NONE);
  }

  /** An UPDATE of IPv6 prefixes, all of them within 2001:db8::/32: given are bits 32 to 47. */
  public static byte[] announce6(int... sites) {
    ByteSink reach = new ByteSink();
    reach.u16(2).u8(1).u8(16).i64(0x20010db800000000L).i64(1).u8(0);
    for (int site : sites) {
      reach.u8(48).u32(0x20010db8L).u16(site);
    }
    ByteSink a = new ByteSink();
    a.bytes(new byte[] {(byte) 0x90, 14}).u16(reach.size()).bytes(reach.toByteArray());
    a.bytes(new byte[] {0x40, 1, 1, 0});
    a.bytes(new byte[] {0x40, 2, 6, 2, 1}).u32(64501);
    ByteSink out = Header.begin(new ByteSink(), MessageType.UPDATE);
    return Header.finish(out.u16(0).u16(a.size()).bytes(a.toByteArray()));
  }

  public static byte[] refresh() {
    byte[] refresh = Header.write(MessageType.ROUTE_REFRESH, 4);
    refresh[20] = 1;
    refresh[22] = 1;
    return refresh;
  }

  public static byte[] keepalive() {
    return Header.keepalive();
  }

  /** 10.x.y.0/24, by number. */
  public static String net(int number) {
    return "10." + (number >>> 8 & 255) + "." + (number & 255) + ".0/24";
  }

  private static void prefix(ByteSink out, String text) {
    String[] parts = text.split("[./]");
    int bits = Integer.parseInt(parts[4]);
    out.u8(bits);
    for (int i = 0; i < (bits + 7) / 8; i++) {
      out.u8(Integer.parseInt(parts[i]));
    }
  }

  public static Message message(String session, long epoch, Direction d, long sequence, byte[] m) {
    return new Message()
        .wrap(m, 0, m.length)
        .describe(session, epoch, d, sequence, sequence, DecodeContext.AS4, Map.of());
  }

  public static List<String> announced(byte[] message) {
    return list(new PrefixCursor().allAnnounced(Update.of(message, DecodeContext.AS4)));
  }

  public static List<String> withdrawn(byte[] message) {
    return list(new PrefixCursor().allWithdrawn(Update.of(message, DecodeContext.AS4)));
  }

  private static List<String> list(PrefixCursor cursor) {
    List<String> all = new ArrayList<>();
    while (cursor.next()) {
      all.add(new io.sluice.bgp.AsciiBuffer().prefix(cursor).toString());
    }
    return all;
  }
}
