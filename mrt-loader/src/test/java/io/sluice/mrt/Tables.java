package io.sluice.mrt;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Table dumps and other archives made by hand. */
public final class Tables {
  private static final long TIME = 1_700_000_000L;

  /** ORIGIN IGP, an AS_PATH of 64500 with four octets, NEXT_HOP 192.0.2.1. */
  static final String ATTRIBUTES = "4001010040020602010000fbf4400304c0000201";

  /** The same for IPv6: the next hop alone in MP_REACH_NLRI. */
  static final String ABBREVIATED =
      "4001010040020602010000fbf4800e111020010db8000000000000000000000001";

  /** The same: the whole of MP_REACH_NLRI. */
  static final String FULL =
      "4001010040020602010000fbf4800e1a0002011020010db8000000000000000000000001002020010db8";

  static final List<byte[]> ARCHIVES = archives();

  private Tables() {}

  private static List<byte[]> archives() {
    try {
      return List.of(
          version2(),
          version1(),
          SampleArchive.of(ArchiveFormat.MRT, 6, 3),
          SampleArchive.of(ArchiveFormat.BMP, 4, 3));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a record. */
  static void record(ByteSink out, int type, int subtype, ByteSink body) {
    out.u32(TIME).u16(type).u16(subtype).u32(body.size()).bytes(body.array(), 0, body.size());
  }

  /** A table of two peers: 192.0.2.9 of AS 64500 and 2001:db8::9 of AS 131072. */
  static void peers(ByteSink out) {
    ByteSink body = new ByteSink().u32(1).u16(1).u8('v').u16(2);
    body.u8(0).u32(1).u32(0xc0000209L).u16(64500);
    body.u8(3).u32(2).i64(0x20010db800000000L).i64(9).u32(131072);
    record(out, 13, 1, body);
  }

  /** The beginning of a route: number and prefix. */
  static ByteSink prefix(String hex) {
    return new ByteSink().u32(0).bytes(Bytes.ofHex(hex));
  }

  /** Appends an entry. */
  static ByteSink entry(ByteSink body, int peer, long learnt, long pathId, String attributes) {
    body.u16(peer).u32(learnt);
    if (pathId >= 0) {
      body.u32(pathId);
    }
    return body.u16(attributes.length() / 2).bytes(Bytes.ofHex(attributes));
  }

  /** Every kind of record of TABLE_DUMP_V2. */
  public static byte[] version2() {
    ByteSink out = new ByteSink();
    peers(out);
    for (int i = 0; i < 3; i++) {
      ByteSink rib = prefix("180a000" + i).u16(2);
      entry(rib, 0, 100 + i / 2, -1, ATTRIBUTES);
      entry(rib, 1, 200, -1, ATTRIBUTES);
      record(out, 13, 2, rib);
    }
    record(out, 13, 4, entry(prefix("2020010db8").u16(1), 1, 5, -1, ABBREVIATED));
    record(out, 13, 4, entry(prefix("2020010db9").u16(1), 1, 5, -1, FULL));
    record(out, 13, 3, entry(prefix("180a0100").u16(1), 0, 6, -1, ATTRIBUTES));
    record(out, 13, 8, entry(prefix("180a0200").u16(1), 0, 7, 77, ATTRIBUTES));
    record(out, 13, 6, entry(prefix("000104180a0001000064").u16(0), 0, 8, -1, ATTRIBUTES));
    return out.toByteArray();
  }

  /** Two routes of TABLE_DUMP. */
  public static byte[] version1() {
    ByteSink out = new ByteSink();
    for (int i = 0; i < 2; i++) {
      ByteSink body = new ByteSink().u16(0).u16(i).u32(0x0a000000L + (i << 8)).u8(24).u8(1);
      body.u32(300).u32(0xc0000209L).u16(64500);
      String attributes = "400101004002040201fbf4400304c0000201";
      body.u16(attributes.length() / 2).bytes(Bytes.ofHex(attributes));
      record(out, 12, 1, body);
    }
    return out.toByteArray();
  }
}
