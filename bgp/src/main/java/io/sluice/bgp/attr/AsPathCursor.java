package io.sluice.bgp.attr;

import io.sluice.bgp.wire.Bytes;

/**
 * Walks the AS numbers of one AS_PATH or AS4_PATH as they stand, all segments, without allocating.
 * Reusable and mutable.
 */
public final class AsPathCursor {
  private byte[] base = Bytes.NONE;
  private int at;
  private int end;
  private int width = 4;
  private int segmentType;
  private int segmentLeft;
  private int segmentStart;
  private int segment = -1;
  private long asn;
  private boolean malformed;

  /**
   * Starts over.
   *
   * @param asnWidth octets of an AS number, 2 or 4
   */
  public AsPathCursor reset(byte[] bytes, int offset, int length, int asnWidth) {
    base = bytes;
    at = offset;
    end = offset + length;
    width = asnWidth;
    segmentLeft = 0;
    segment = -1;
    malformed = false;
    return this;
  }

  /** Goes to the next AS number; {@code false} at the end or where the bytes are malformed. */
  public boolean next() {
    if (segmentLeft == 0) {
      if (at >= end) {
        return false;
      }
      if (end - at < 2) {
        return fail();
      }
      segmentType = base[at] & 0xff;
      segmentLeft = base[at + 1] & 0xff;
      at += 2;
      segmentStart = at;
      if (segmentLeft == 0
          || segmentLeft * width > end - at
          || segmentType < AsPaths.AS_SET
          || segmentType > AsPaths.AS_CONFED_SET) {
        return fail();
      }
      segment++;
    }
    asn = width == 4 ? Bytes.u32(base, at) : Bytes.u16(base, at);
    at += width;
    segmentLeft--;
    return true;
  }

  private boolean fail() {
    malformed = true;
    segmentLeft = 0;
    at = end;
    return false;
  }

  /** The AS number, 0 to 4294967295. */
  public long asn() {
    return asn;
  }

  /** Type of the segment it stands in, {@link AsPaths#AS_SET} and so on. */
  public int segmentType() {
    return segmentType;
  }

  /** Number of the segment, from 0. */
  public int segment() {
    return segment;
  }

  /** Whether it is a member of a set, that of a confederation included. */
  public boolean inSet() {
    return segmentType == AsPaths.AS_SET || segmentType == AsPaths.AS_CONFED_SET;
  }

  /** Whether it stands in a confederation segment. */
  public boolean inConfederation() {
    return segmentType >= AsPaths.AS_CONFED_SEQUENCE;
  }

  /** Whether it is the first of its segment. */
  public boolean startsSegment() {
    return at - width == segmentStart;
  }

  /** Whether it is the last of its segment. */
  public boolean endsSegment() {
    return segmentLeft == 0;
  }

  /** Whether the walk ended early because the bytes are malformed. */
  public boolean malformed() {
    return malformed;
  }
}
