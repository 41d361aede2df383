package io.sluice.mrt.table;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.update.AttributeSets;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Records of TABLE_DUMP_V2 (RFC 6396 4.3, RFC 8050 4). */
final class TableRecords {
  private static final int TABLE_DUMP_V2 = 13;
  private static final int PEER_INDEX_TABLE = 1;
  private static final int RIB_GENERIC = 6;

  /** Added to the number of a subtype whose entries have path identifiers. */
  private static final int ADD_PATH = 6;

  private static final int IPV6 = 1;
  private static final int AS4 = 2;
  private static final int MOST = 0xffff;

  private static final Comparator<Path> ORDER =
      Comparator.<Path>comparingInt(path -> path.session.peer.number)
          .thenComparing((a, b) -> Integer.compareUnsigned(a.pathId, b.pathId));

  private final OutputStream out;
  private final long seconds;
  private final AttributeSets sets;
  private final ByteSink record = new ByteSink(1 << 12);
  private final List<Path> paths = new ArrayList<>();
  private long number;

  TableRecords(OutputStream out, long seconds, AttributeSets sets) {
    this.out = out;
    this.seconds = seconds;
    this.sets = sets;
  }

  /** Writes the table of peers; neither the collector nor the view has a name. */
  void peers(List<TablePeer> peers) throws IOException {
    if (peers.size() > MOST) {
      throw new IOException(peers.size() + " peers: a table dump has room for " + MOST);
    }
    record.clear().u32(0).u16(0).u16(peers.size());
    for (TablePeer peer : peers) {
      boolean ipv6 = peer.address.ipv6();
      record.u8(AS4 | (ipv6 ? IPV6 : 0)).u32(peer.identifier);
      if (ipv6) {
        record.i64(peer.address.high()).i64(peer.address.low());
      } else {
        record.u32(peer.address.high() >>> 32);
      }
      record.u32(peer.asn);
    }
    send(PEER_INDEX_TABLE);
  }

  /** Writes the routes to a destination, in the order of their peers. */
  void routes(Destination to, Path first) throws IOException {
    paths.clear();
    for (Path path = first; path != null; path = path.next) {
      paths.add(path);
    }
    paths.sort(ORDER);
    if (to.isPrefix()) {
      routes(to, to.octets(), Destination.HEAD, to.octets().length - Destination.HEAD, paths);
      return;
    }
    // Each label makes another NLRI.
    for (List<Path> left = paths; !left.isEmpty(); ) {
      byte[] set = sets.get(left.get(0).attributes);
      int length = Bytes.u16(set, 0);
      List<Path> same = new ArrayList<>();
      List<Path> others = new ArrayList<>();
      for (Path path : left) {
        byte[] its = sets.get(path.attributes);
        int end = EntryBuilder.LENGTH + length;
        boolean equal =
            Bytes.u16(its, 0) == length
                && Arrays.equals(set, EntryBuilder.LENGTH, end, its, EntryBuilder.LENGTH, end);
        (equal ? same : others).add(path);
      }
      if (length > 0) {
        routes(to, set, EntryBuilder.LENGTH, length, same);
      } else {
        routes(to, to.octets(), Destination.HEAD, to.octets().length - Destination.HEAD, same);
      }
      left = others;
    }
  }

  private void routes(Destination to, byte[] b, int from, int length, List<Path> all)
      throws IOException {
    for (int i = 0; i < all.size(); i += MOST) {
      record.clear().u32(number++);
      if (!to.isPrefix()) {
        record.u24(to.family());
      }
      record.bytes(b, from, length);
      List<Path> some = all.subList(i, Math.min(all.size(), i + MOST));
      record.u16(some.size());
      some.forEach(path -> entry(to, path));
      send(subtype(to));
    }
  }

  private void entry(Destination to, Path path) {
    record.u16(path.session.peer.number).u32(path.originated);
    if (to.addPath()) {
      record.u32(path.pathId);
    }
    byte[] set = sets.get(path.attributes);
    int from = EntryBuilder.LENGTH + Bytes.u16(set, 0);
    record.u16(set.length - from).bytes(set, from, set.length - from);
  }

  /** RIB_IPV4_UNICAST is 2, and so on by family. */
  private static int subtype(Destination to) {
    int subtype = RIB_GENERIC;
    if (to.isPrefix()) {
      int afi = to.family() >>> 8;
      int safi = to.family() & 0xff;
      subtype = (afi == AddressFamily.AFI_IPV4 ? 1 : 3) + safi;
    }
    return subtype + (to.addPath() ? ADD_PATH : 0);
  }

  private void send(int subtype) throws IOException {
    ByteSink head = new ByteSink(12);
    head.u32(seconds).u16(TABLE_DUMP_V2).u16(subtype).u32(record.size());
    out.write(head.array(), 0, head.size());
    out.write(record.array(), 0, record.size());
  }
}
