package io.sluice.cli.routers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the table dumps that FRR and BIRD write on demand (RFC 6396 TABLE_DUMP_V2). */
final class MrtTable {
  private static final int TABLE_DUMP_V2 = 13;
  private static final int PEER_INDEX_TABLE = 1;
  private static final int RIB_IPV4_UNICAST = 2;
  private static final int RIB_IPV6_UNICAST = 4;

  private final String peer;
  private final Map<String, Route> routes = new HashMap<>();
  private String[] peers = {};

  private MrtTable(String peer) {
    this.peer = Route.host(peer);
  }

  /** The routes in this dump that were learned from this peer, by prefix. */
  static Map<String, Route> read(Path file, String peer) {
    ByteBuffer all;
    try {
      all = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    MrtTable table = new MrtTable(peer);
    while (all.hasRemaining()) {
      all.getInt(); // when
      int type = all.getShort();
      int subtype = all.getShort();
      int length = all.getInt();
      ByteBuffer record = all.slice(all.position(), length);
      all.position(all.position() + length);
      if (type == TABLE_DUMP_V2) {
        table.record(subtype, record);
      }
    }
    return table.routes;
  }

  private void record(int subtype, ByteBuffer record) {
    switch (subtype) {
      case PEER_INDEX_TABLE -> peers(record);
      case RIB_IPV4_UNICAST -> prefix(record, 4);
      case RIB_IPV6_UNICAST -> prefix(record, 16);
      default -> throw new IllegalArgumentException("MRT table dump of subtype " + subtype);
    }
  }

  private void peers(ByteBuffer record) {
    record.getInt(); // collector
    bytes(record, record.getShort()); // name of the view
    peers = new String[record.getShort()];
    for (int i = 0; i < peers.length; i++) {
      int type = record.get();
      record.getInt(); // BGP identifier
      peers[i] = PathAttributes.host(bytes(record, (type & 1) == 1 ? 16 : 4));
      bytes(record, (type & 2) == 2 ? 4 : 2); // AS number
    }
  }

  private void prefix(ByteBuffer record, int octets) {
    record.getInt(); // sequence number
    int bits = record.get() & 0xff;
    byte[] address = new byte[octets];
    record.get(address, 0, (bits + 7) >> 3);
    String prefix = Route.prefix(address, bits);
    for (int entries = record.getShort(); entries > 0; entries--) {
      String from = peers[record.getShort()];
      record.getInt(); // when
      byte[] attributes = bytes(record, record.getShort());
      if (from.equals(peer)) {
        routes.put(prefix, new PathAttributes(attributes).route(prefix));
      }
    }
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    byte[] bytes = new byte[length & 0xffff];
    from.get(bytes);
    return bytes;
  }
}
