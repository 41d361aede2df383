package io.sluice.mrt.bgpdump;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Message;
import io.sluice.bgp.Prefix;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPathCursor;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.update.NextHop;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What our reader gives of an archive, in the terms of bgpdump. */
final class ReadRoutes {
  private static final Map<String, String> WORDS =
      Map.of("65535:65281", "no-export", "65535:65282", "no-advertise", "65535:65283", "local-AS");

  private final NlriCursor cursor = new NlriCursor();
  private final NextHop nextHop = new NextHop();
  private final AsPathCursor segments = new AsPathCursor();
  private final List<DumpedRoute> routes = new ArrayList<>();
  private final boolean micros;

  /**
   * @param micros whether times are written with their microseconds
   */
  ReadRoutes(boolean micros) {
    this.micros = micros;
  }

  /** The routes so far. */
  List<DumpedRoute> routes() {
    return routes;
  }

  /** Takes the routes of the next record; false at the end. */
  boolean next(ArchiveReader reader) throws IOException {
    ArchiveReader.Kind kind = reader.next();
    if (kind == ArchiveReader.Kind.STATE) {
      state(reader);
    } else if (kind == ArchiveReader.Kind.MESSAGE && reader.message().isUpdate()) {
      update(reader);
    }
    return kind != null;
  }

  private String time(long timeMicros) {
    String seconds = Long.toString(timeMicros / 1_000_000);
    return micros ? seconds + String.format(".%06d", timeMicros % 1_000_000) : seconds;
  }

  private void state(ArchiveReader reader) {
    StateChange change = reader.state();
    routes.add(
        new DumpedRoute(
            time(reader.timeMicros()),
            "STATE",
            peer(reader),
            Long.toString(reader.peer().asn()),
            change.before() + "|" + change.after(),
            List.of()));
  }

  private void update(ArchiveReader reader) {
    Message m = reader.message();
    Update u = m.update();
    boolean table = m.tags().containsKey("ORIGINATED");
    for (u.withdrawn(cursor); cursor.next(); ) {
      add(reader, "W", List.of());
    }
    List<String> attributes = u.announces() ? attributes(u) : List.of();
    List<String> ofBody = attributes;
    for (u.announced(cursor); cursor.next(); ) {
      boolean body = cursor.inFirstRange();
      if (body && u.has(AttributeCode.MP_REACH_NLRI)) {
        ofBody = new ArrayList<>(attributes);
        ofBody.set(2, hopOfBody(u));
      }
      add(reader, table ? "B" : "A", body ? ofBody : attributes);
    }
  }

  private static String peer(ArchiveReader reader) {
    Address address = reader.peer().address();
    return address == null ? "0.0.0.0" : address.toString();
  }

  private void add(ArchiveReader reader, String kind, List<String> rest) {
    if ((cursor.family() & 0xff) > AddressFamily.SAFI_MULTICAST) {
      // bgpdump prints no others.
      return;
    }
    byte[] b = reader.message().buffer();
    int at = cursor.entryOffset() + (cursor.hasPathId() ? 4 : 0);
    byte[] octets = new byte[16];
    System.arraycopy(b, at + 1, octets, 0, cursor.entryOffset() + cursor.entryLength() - at - 1);
    boolean ipv6 = cursor.family() >>> 8 == 2;
    long high = Bytes.i64(octets, 0);
    Prefix prefix = new Prefix(ipv6, high, Bytes.i64(octets, 8), b[at] & 0xff);
    routes.add(
        new DumpedRoute(
            time(reader.timeMicros()),
            kind,
            peer(reader),
            Long.toString(reader.peer().asn()),
            prefix + (cursor.hasPathId() ? "|" + cursor.pathId() : ""),
            rest));
  }

  private List<String> attributes(Update u) {
    return List.of(
        path(u),
        switch (u.origin()) {
          case 0 -> "IGP";
          case 1 -> "EGP";
          default -> "INCOMPLETE";
        },
        u.nextHop(nextHop)
            ? new Address(!nextHop.ipv4(), nextHop.hi(), nextHop.lo()).toString()
            : hopOfBody(u),
        Long.toString(Math.max(0, u.localPref())),
        Long.toString(Math.max(0, u.med())),
        communities(u),
        u.has(AttributeCode.ATOMIC_AGGREGATE) ? "AG" : "NAG",
        aggregator(u));
  }

  private static String hopOfBody(Update u) {
    long hop = u.number(AttributeCode.NEXT_HOP);
    return hop < 0 ? "" : Address.ipv4((int) hop).toString();
  }

  private String path(Update u) {
    int at = u.find(AttributeCode.AS_PATH);
    if (at < 0) {
      return "";
    }
    int before = AsPaths.hopsBeforeAs4(u);
    StringBuilder text = new StringBuilder();
    segments.reset(u.buffer(), u.value(at), u.valueLength(at), u.context().as4() ? 4 : 2);
    segments(text, before < 0 ? Integer.MAX_VALUE : before);
    if (before >= 0) {
      int as4 = u.find(AttributeCode.AS4_PATH);
      segments.reset(u.buffer(), u.value(as4), u.valueLength(as4), 4);
      segments(text, Integer.MAX_VALUE);
    }
    return text.toString().trim();
  }

  private void segments(StringBuilder text, int most) {
    int hops = 0;
    while (hops < most && segments.next()) {
      boolean sequence = segments.segmentType() == AsPaths.AS_SEQUENCE;
      String around =
          switch (segments.segmentType()) {
            case AsPaths.AS_SET -> "{}";
            case AsPaths.AS_CONFED_SEQUENCE -> "()";
            case AsPaths.AS_CONFED_SET -> "[]";
            default -> "  ";
          };
      if (segments.startsSegment()) {
        text.append(' ').append(around.substring(0, sequence ? 0 : 1));
      } else {
        text.append(segments.inSet() ? ',' : ' ');
      }
      text.append(segments.asn());
      if (segments.endsSegment()) {
        text.append(around.substring(sequence ? 2 : 1));
      }
      hops += sequence || segments.inSet() && segments.endsSegment() ? 1 : 0;
    }
  }

  private static String communities(Update u) {
    int at = u.find(AttributeCode.COMMUNITIES);
    StringBuilder text = new StringBuilder();
    for (int i = at < 0 ? 0 : u.value(at); at >= 0 && i + 4 <= u.end(at); i += 4) {
      String community = u.u16(i) + ":" + u.u16(i + 2);
      text.append(' ').append(WORDS.getOrDefault(community, community));
    }
    return text.toString().trim();
  }

  private static String aggregator(Update u) {
    int at = u.find(AttributeCode.AGGREGATOR);
    int as4 = u.find(AttributeCode.AS4_AGGREGATOR);
    if (at < 0) {
      return "";
    }
    boolean wide = u.valueLength(at) == 8;
    long asn = wide ? u.u32(u.value(at)) : u.u16(u.value(at));
    if (!wide && as4 >= 0 && asn == 23456) {
      at = as4;
      wide = true;
      asn = u.u32(u.value(at));
    }
    return asn + " " + Address.ipv4((int) u.u32(u.value(at) + (wide ? 4 : 2)));
  }
}
