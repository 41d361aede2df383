package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.io.IOException;

/**
 * Reads MRT (RFC 6396, 8050). While all goes well, a header is believed if its type is known and
 * its length within bounds. A record that contradicts itself costs itself if another header stands
 * behind it; if none does, its length is the fault, and the next place is looked for where two
 * records stand in a row.
 */
public final class MrtReader extends BaseReader {
  /** More than any header of a record with the header of its message. */
  private static final int HEADERS = 96;

  /** How far times may lie apart around a damaged place, in seconds. */
  private static final long NEAR = 32 * 86_400L;

  private static final long NEVER = -1;

  private final int maxRecord;
  private final Bgp4mp bgp4mp;
  private int consumed;
  private long lastSeconds = NEVER;

  /** A reader of what a window shows. */
  public MrtReader(Window window, ReadOptions options) {
    super(window);
    this.maxRecord = options.maxRecord();
    Peers peers = new Peers();
    this.bgp4mp = new Bgp4mp(this, peers, options.context());
  }

  @Override
  Kind read() throws IOException {
    while (true) {
      window.skip(consumed);
      consumed = 0;
      offset = window.offset();
      if (!window.ensure(MrtHeader.LENGTH)) {
        return window.available() == 0 ? null : lost("the stream ends inside a header");
      }
      if (!MrtHeader.possible(window.array(), window.at(), maxRecord)) {
        return lost("no MRT header");
      }
      int whole = whole(window.at());
      if (!window.ensure(whole)) {
        return lost("the stream ends inside a record of " + whole + " octets");
      }
      Kind kind = record(window.array(), window.at(), whole);
      if (kind == Kind.DAMAGE) {
        if (!followed(whole)) {
          return lost(damage.reason());
        }
        consumed = whole;
        return kind;
      }
      consumed = whole;
      lastSeconds = Bytes.u32(window.array(), window.at());
      records++;
      if (kind != null) {
        return kind;
      }
    }
  }

  private Kind record(byte[] b, int at, int whole) {
    long micros = Bytes.u32(b, at) * 1_000_000L;
    int body = at + MrtHeader.LENGTH;
    int end = at + whole;
    int subtype = MrtHeader.subtype(b, at);
    switch (MrtHeader.type(b, at)) {
      case MrtHeader.BGP4MP:
        return bgp4mp.read(b, body, end, subtype, micros);
      case MrtHeader.BGP4MP_ET:
        if (whole < MrtHeader.LENGTH + 4) {
          return damaged(offset, whole, null, "the record ends before its microseconds");
        }
        return bgp4mp.read(b, body + 4, end, subtype, micros + Bytes.u32(b, body));
      default:
        return null;
    }
  }

  private int whole(int at) {
    return MrtHeader.LENGTH + (int) MrtHeader.length(window.array(), at);
  }

  /** Whether what stands behind the record could be a header, or is the end. */
  private boolean followed(int whole) throws IOException {
    return !window.ensure(whole + MrtHeader.LENGTH)
        || MrtHeader.possible(window.array(), window.at() + whole, maxRecord);
  }

  /** Gives up what stands up to the next two records in a row. */
  private Kind lost(String reason) throws IOException {
    long from = window.offset();
    window.skip(Math.min(1, window.available()));
    while (window.ensure(MrtHeader.LENGTH) && !resumes()) {
      window.skip(1);
    }
    if (window.available() < MrtHeader.LENGTH) {
      window.skip(window.available());
    }
    return damaged(from, window.offset() - from, null, reason);
  }

  private boolean resumes() throws IOException {
    if (!MrtHeader.possible(window.array(), window.at(), maxRecord)) {
      return false;
    }
    window.ensure(HEADERS);
    if (!plausible(window.at())) {
      return false;
    }
    int whole = whole(window.at());
    if (!window.ensure(whole)) {
      return false;
    }
    window.ensure(whole + HEADERS);
    int left = window.available() - whole;
    return left == 0 || left >= MrtHeader.LENGTH && plausible(window.at() + whole);
  }

  private boolean plausible(int at) {
    byte[] b = window.array();
    return MrtHeader.plausible(b, at, window.limit(), maxRecord)
        && (lastSeconds == NEVER || Math.abs(Bytes.u32(b, at) - lastSeconds) <= NEAR);
  }
}
