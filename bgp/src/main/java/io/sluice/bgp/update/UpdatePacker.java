package io.sluice.bgp.update;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.List;

/** Lays the parts of an {@link UpdateBuilder} out into as few messages as is simple. */
final class UpdatePacker {
  /** Header and the two length fields. */
  private static final int FIXED = Header.LENGTH + 4;

  private final DecodeContext context;
  private final int maxLength;
  private final ByteSink withdrawn;
  private final ByteSink nlri;
  private final List<Attribute> attributes;
  private final Routes reach;
  private final List<Routes> unreach;
  private final List<byte[]> messages = new ArrayList<>(1);
  private final NlriCursor cursor = new NlriCursor();

  UpdatePacker(
      DecodeContext context,
      int maxLength,
      ByteSink withdrawn,
      ByteSink nlri,
      List<Attribute> attributes,
      Routes reach,
      List<Routes> unreach) {
    this.context = context;
    this.maxLength = maxLength;
    this.withdrawn = withdrawn;
    this.nlri = nlri;
    this.attributes = attributes;
    this.reach = reach;
    this.unreach = unreach;
  }

  Decoded<List<byte[]>> pack() {
    Routes onlyUnreach = unreach.isEmpty() ? null : unreach.get(0);
    int size =
        FIXED
            + withdrawn.size()
            + ordinary()
            + (reach == null ? 0 : reach.size(reach.nlri.size()))
            + (onlyUnreach == null ? 0 : onlyUnreach.size(onlyUnreach.nlri.size()))
            + nlri.size();
    if (unreach.size() <= 1 && size <= maxLength) {
      ByteSink out =
          begin(size).u16(withdrawn.size()).bytes(withdrawn.array(), 0, withdrawn.size());
      int lengthAt = out.size();
      out.u16(0);
      for (Attribute attribute : attributes) {
        if (!attribute.isMark()) {
          attribute.write(out);
        } else {
          Routes routes = attribute.code() == AttributeCode.MP_REACH_NLRI ? reach : onlyUnreach;
          routes.write(out, 0, routes.nlri.size());
        }
      }
      out.setU16(lengthAt, out.size() - lengthAt - 2);
      messages.add(Header.finish(out.bytes(nlri.array(), 0, nlri.size())));
      return Decoded.of(messages);
    }
    return split() ? Decoded.of(messages) : Decoded.failed(BgpError.at(Flaw.TOO_LARGE, 0));
  }

  private boolean split() {
    int ipv4 = AddressFamily.IPV4_UNICAST.packed();
    if (withdrawn.size() > 0 && !chunks(withdrawn, ipv4, maxLength - FIXED, this::withdrawals)) {
      return false;
    }
    boolean more = holdsMoreThanEmptyUnreach();
    for (Routes routes : unreach) {
      if (more && routes.nlri.size() == 0) {
        // Alone in a message it would say End-of-RIB.
        continue;
      }
      int room = maxLength - FIXED - (routes.size(0x10000) - 0x10000);
      boolean fits =
          routes.nlri.size() == 0
              ? emit(routes, 0, 0, false)
              : chunks(
                  routes.nlri, routes.family, room, (from, to) -> emit(routes, from, to, false));
      if (!fits) {
        return false;
      }
    }
    int room = maxLength - FIXED - ordinary();
    if (nlri.size() > 0 && !chunks(nlri, ipv4, room, this::announcements)) {
      return false;
    }
    if (reach != null && reach.nlri.size() > 0) {
      int left = room - (reach.size(0x10000) - 0x10000);
      return chunks(reach.nlri, reach.family, left, (from, to) -> emit(reach, from, to, true));
    }
    if (reach != null) {
      return room >= reach.size(0) && emit(reach, 0, 0, true);
    }
    return nlri.size() > 0 || ordinary() == 0 || room >= 0 && announcements(0, 0);
  }

  private boolean holdsMoreThanEmptyUnreach() {
    return withdrawn.size() > 0
        || nlri.size() > 0
        || reach != null
        || ordinary() > 0
        || unreach.stream().anyMatch(routes -> routes.nlri.size() > 0);
  }

  /** Takes a range of routes. */
  private interface Chunk {
    boolean take(int from, int to);
  }

  /** Cuts routes at their borders into ranges of at most {@code room} octets. */
  private boolean chunks(ByteSink routes, int family, int room, Chunk chunk) {
    cursor.reset(routes.array(), 0, routes.size(), family, context.addPath(family));
    int from = 0;
    int to = 0;
    while (cursor.next()) {
      int end = cursor.entryOffset() + cursor.entryLength();
      if (end - from > room) {
        if (to == from || !chunk.take(from, to)) {
          return false;
        }
        from = to;
      }
      if (end - from > room) {
        return false;
      }
      to = end;
    }
    return !cursor.malformed() && chunk.take(from, to);
  }

  private boolean withdrawals(int from, int to) {
    ByteSink out = begin(FIXED + to - from);
    out.u16(to - from).bytes(withdrawn.array(), from, to - from).u16(0);
    return messages.add(Header.finish(out));
  }

  private boolean announcements(int from, int to) {
    int ordinary = ordinary();
    ByteSink out = begin(FIXED + ordinary + to - from).u16(0).u16(ordinary);
    for (Attribute attribute : attributes) {
      if (!attribute.isMark()) {
        attribute.write(out);
      }
    }
    return messages.add(Header.finish(out.bytes(nlri.array(), from, to - from)));
  }

  /** A message with routes of one multiprotocol attribute, alone or among the other attributes. */
  private boolean emit(Routes routes, int from, int to, boolean withAttributes) {
    int length = routes.size(to - from) + (withAttributes ? ordinary() : 0);
    ByteSink out = begin(FIXED + length).u16(0).u16(length);
    if (!withAttributes) {
      routes.write(out, from, to);
    }
    for (Attribute attribute : attributes) {
      if (withAttributes && !attribute.isMark()) {
        attribute.write(out);
      } else if (withAttributes && attribute.code() == routes.code) {
        routes.write(out, from, to);
      }
    }
    return messages.add(Header.finish(out));
  }

  /** Octets of all attributes without routes. */
  private int ordinary() {
    int size = 0;
    for (Attribute attribute : attributes) {
      size += attribute.isMark() ? 0 : attribute.size();
    }
    return size;
  }

  private static ByteSink begin(int size) {
    return Header.begin(new ByteSink(size), MessageType.UPDATE);
  }
}
