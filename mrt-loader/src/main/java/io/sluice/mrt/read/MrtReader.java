package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.TableStyle;
import io.sluice.mrt.block.Window;

/** Reads MRT (RFC 6396, 6397, 8050). */
public final class MrtReader extends FramedReader {
  /** More than any header of a record with the header of its message. */
  private static final int HEADERS = 96;

  /** How far times may lie apart around a damaged place, in seconds. */
  private static final long NEAR = 32 * 86_400L;

  private static final long NEVER = -1;

  private final int maxRecord;
  private final Bgp4mp bgp4mp;
  private final TableDumps tables;
  private final OldBgp oldBgp;
  private final PassedOver passedOver = new PassedOver();
  private long lastSeconds = NEVER;
  private long beforeSeconds = NEVER;

  /** A reader of what a window shows. */
  public MrtReader(Window window, ReadOptions options) {
    super(window, MrtHeader.LENGTH, HEADERS);
    this.maxRecord = options.maxRecord();
    Peers peers = new Peers();
    this.bgp4mp = new Bgp4mp(this, peers, options.context());
    boolean asBgpipe = options.tables() == TableStyle.BGPIPE;
    this.oldBgp = new OldBgp(this, peers, asBgpipe ? passedOver : null);
    this.tables = new TableDumps(this, peers, options, passedOver);
  }

  @Override
  int frame(byte[] b, int at) {
    return MrtHeader.possible(b, at, maxRecord)
        ? MrtHeader.LENGTH + (int) MrtHeader.length(b, at)
        : -1;
  }

  @Override
  int uncounted(byte[] b, int at, int length) {
    return MrtHeader.type(b, at) == MrtHeader.TABLE_DUMP
        ? TableDumps.uncounted(b, at + MrtHeader.LENGTH, at + length)
        : 0;
  }

  @Override
  boolean plausible(byte[] b, int at, int limit) {
    return MrtHeader.plausible(b, at, limit, maxRecord) && near(Bytes.u32(b, at), lastSeconds);
  }

  @Override
  boolean begins(byte[] b, int at, int limit) {
    return MrtHeader.begins(b, at, limit, maxRecord) && near(Bytes.u32(b, at), lastSeconds);
  }

  private static boolean near(long seconds, long others) {
    return others == NEVER || Math.abs(seconds - others) <= NEAR;
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    long seconds = Bytes.u32(b, at);
    Kind kind = record(b, at, length, seconds * 1_000_000L);
    if (kind == Kind.MESSAGE || kind == Kind.STATE) {
      // One damaged time among others is not believed.
      if (near(seconds, lastSeconds) || near(seconds, beforeSeconds)) {
        lastSeconds = seconds;
      }
      beforeSeconds = seconds;
    }
    return kind;
  }

  private Kind record(byte[] b, int at, int length, long micros) {
    int body = at + MrtHeader.LENGTH;
    int end = at + length;
    int subtype = MrtHeader.subtype(b, at);
    switch (MrtHeader.type(b, at)) {
      case MrtHeader.BGP4MP:
        return bgp4mp.read(b, body, end, subtype, micros);
      case MrtHeader.BGP4MP_ET:
        if (length < MrtHeader.LENGTH + 4) {
          return damaged(offset, length, null, "the record ends before its microseconds");
        }
        return bgp4mp.read(b, body + 4, end, subtype, micros + Bytes.u32(b, body));
      case MrtHeader.BGP:
        return oldBgp.read(b, body, end, subtype, 4, micros);
      case MrtHeader.BGP4PLUS, MrtHeader.BGP4PLUS_01:
        return oldBgp.read(b, body, end, subtype, 16, micros);
      case MrtHeader.TABLE_DUMP:
        return tables.version1(b, body, end, subtype, micros);
      case MrtHeader.TABLE_DUMP_V2:
        return tables.version2(b, body, end, subtype, micros);
      default:
        return null;
    }
  }

  @Override
  Kind more() {
    return orPassedOver(tables.more(), false);
  }

  @Override
  Kind atEnd() {
    return orPassedOver(tables.atEnd(), true);
  }

  @Override
  Kind atBreak() {
    return orPassedOver(tables.atBreak(), true);
  }

  /** What there is, or else what is to be told of records that were passed over. */
  private Kind orPassedOver(Kind kind, boolean atEnd) {
    String text = kind == null ? passedOver.due(atEnd) : null;
    return text == null ? kind : damaged(passedOver.firstOffset(), 0, null, text);
  }
}
