package io.sluice.mrt;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPathCursor;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a message says, as text: its octets but for what has no meaning. That is the order of
 * attributes, the flag of their length, bits behind the end of a prefix (RFC 4271 4.3), where a
 * sequence in an AS_PATH is cut into segments, and how capabilities are spread.
 */
final class Canonical {
  private final StringBuilder text = new StringBuilder();
  private final NlriCursor routes = new NlriCursor();
  private final AsPathCursor path = new AsPathCursor();

  private Canonical() {}

  static String of(Message m) {
    Canonical canonical = new Canonical();
    if (m.isUpdate()) {
      canonical.update(
          UpdateBuilder.from(m.update()).canonical().build(Header.MAX_EXTENDED_LENGTH).get().get(0),
          m);
    } else if (m.type() == MessageType.OPEN) {
      canonical.open(m.toByteArray());
    } else {
      canonical.hex(m.toByteArray(), 0, m.length());
    }
    return canonical.text.toString();
  }

  private void update(byte[] octets, Message m) {
    Update u = Update.of(octets, m.context());
    for (u.withdrawn(routes); routes.next() && routes.inFirstRange(); ) {
      route(octets, "-");
    }
    for (int i = 0; i < u.attributes(); i++) {
      int flags = u.flags(i) & ~AttributeCode.EXTENDED_LENGTH;
      text.append(' ').append(u.code(i)).append('/').append(flags).append('=');
      if (u.code(i) == AttributeCode.AS_PATH) {
        path(path.reset(octets, u.value(i), u.valueLength(i), u.context().as4() ? 4 : 2));
      } else if (u.code(i) == AttributeCode.AS4_PATH) {
        path(path.reset(octets, u.value(i), u.valueLength(i), 4));
      } else if (isMultiprotocol(u.code(i)) && u.nlriStart(i) >= 0) {
        hex(octets, u.value(i), u.nlriStart(i) - u.value(i));
        boolean ids = u.context().addPath(u.family(i));
        for (routes.reset(octets, u.nlriStart(i), u.end(i), u.family(i), ids); routes.next(); ) {
          route(octets, "");
        }
      } else {
        hex(octets, u.value(i), u.valueLength(i));
      }
    }
    for (u.announced(routes); routes.next() && routes.inFirstRange(); ) {
      route(octets, "+");
    }
  }

  private static boolean isMultiprotocol(int code) {
    return code == AttributeCode.MP_REACH_NLRI || code == AttributeCode.MP_UNREACH_NLRI;
  }

  private void route(byte[] b, String mark) {
    byte[] entry = new byte[routes.entryLength()];
    System.arraycopy(b, routes.entryOffset(), entry, 0, entry.length);
    int bits = entry[routes.hasPathId() ? 4 : 0] & 7;
    boolean unicast = (routes.family() & 0xff) == 1;
    if (unicast && bits > 0) {
      entry[entry.length - 1] &= (byte) (0xff00 >> bits);
    }
    text.append(' ').append(mark);
    hex(entry, 0, entry.length);
  }

  private void path(AsPathCursor cursor) {
    int last = AsPaths.AS_SEQUENCE;
    while (cursor.next()) {
      if (cursor.startsSegment()) {
        boolean goesOn = cursor.segmentType() == AsPaths.AS_SEQUENCE && last == AsPaths.AS_SEQUENCE;
        text.append(goesOn ? "" : "|" + cursor.segmentType() + ":");
        last = cursor.segmentType();
      }
      text.append(cursor.asn()).append(',');
    }
    text.append(cursor.malformed() ? "malformed" : "");
  }

  /** RFC 4271 4.2, RFC 5492 4: what stands before the parameters, and the capabilities in order. */
  private void open(byte[] b) {
    hex(b, Header.LENGTH, 9);
    Set<String> all = new TreeSet<>();
    for (int at = Header.LENGTH + 10; at + 2 <= b.length; at += 2 + (b[at + 1] & 0xff)) {
      int end = at + 2 + (b[at + 1] & 0xff);
      for (int c = at + 2; b[at] == 2 && c + 2 <= end; c += 2 + (b[c + 1] & 0xff)) {
        capability(b, c, all);
      }
    }
    text.append(all);
  }

  /** Several families of ADD-PATH may stand in one capability or in several (RFC 7911 4). */
  private static void capability(byte[] b, int at, Set<String> all) {
    int length = b[at + 1] & 0xff;
    boolean tuples = b[at] == CapabilityCode.ADD_PATH && length % 4 == 0;
    for (int i = 0; tuples && i < length; i += 4) {
      all.add("ADD-PATH=" + Bytes.hex(b, at + 2 + i, 4));
    }
    if (!tuples) {
      all.add((b[at] & 0xff) + "=" + Bytes.hex(b, at + 2, length));
    }
  }

  private void hex(byte[] b, int from, int length) {
    text.append(Bytes.hex(b, from, length));
  }
}
