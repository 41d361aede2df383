package io.sluice.bgp.attr;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Open;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;

/** What can be told of the bytes of an AS_PATH or AS4_PATH without walking every number. */
public final class AsPaths {
  /** Segment type: unordered set (RFC 4271 4.3). */
  public static final int AS_SET = 1;

  /** Segment type: ordered sequence (RFC 4271 4.3). */
  public static final int AS_SEQUENCE = 2;

  /** Segment type: sequence within a confederation (RFC 5065 3). */
  public static final int AS_CONFED_SEQUENCE = 3;

  /** Segment type: set within a confederation (RFC 5065 3). */
  public static final int AS_CONFED_SET = 4;

  private AsPaths() {}

  /**
   * Whether segments fill the value.
   *
   * @param width octets of an AS number, 2 or 4
   * @return {@code null} when they do
   */
  public static Flaw check(byte[] b, int offset, int length, int width) {
    int end = offset + length;
    int p = offset;
    while (p < end) {
      if (end - p < 2) {
        return Flaw.AS_PATH_SEGMENT_LENGTH;
      }
      int type = b[p];
      if (type < AS_SET || type > AS_CONFED_SET) {
        return Flaw.AS_PATH_SEGMENT_TYPE;
      }
      int count = b[p + 1] & 0xff;
      if (count == 0) {
        return Flaw.AS_PATH_SEGMENT_EMPTY;
      }
      p += 2;
      if (count * width > end - p) {
        return Flaw.AS_PATH_SEGMENT_LENGTH;
      }
      p += count * width;
    }
    return null;
  }

  /** Hops of a well-formed path: a set counts as one, confederation segments not at all. */
  public static int hops(byte[] b, int offset, int length, int width) {
    int hops = 0;
    int end = offset + length;
    for (int p = offset; end - p >= 2; p += 2 + (b[p + 1] & 0xff) * width) {
      hops += b[p] == AS_SEQUENCE ? b[p + 1] & 0xff : b[p] == AS_SET ? 1 : 0;
    }
    return hops;
  }

  /**
   * The last AS number of the last segment outside a confederation.
   *
   * @return 0 when that segment is a set, when there is none, or when the path is malformed
   */
  public static long origin(byte[] b, int offset, int length, int width) {
    long origin = 0;
    int end = offset + length;
    int p = offset;
    while (p < end) {
      if (end - p < 2) {
        return 0;
      }
      int type = b[p];
      int count = b[p + 1] & 0xff;
      int next = p + 2 + count * width;
      if (next > end || count == 0) {
        return 0;
      }
      if (type == AS_SEQUENCE) {
        origin = width == 4 ? Bytes.u32(b, next - 4) : Bytes.u16(b, next - 2);
      } else if (type == AS_SET) {
        origin = 0;
      } else if (type != AS_CONFED_SEQUENCE && type != AS_CONFED_SET) {
        return 0;
      }
      p = next;
    }
    return origin;
  }

  /**
   * Hops of AS_PATH that stand before AS4_PATH where the two are to be joined (RFC 6793 section
   * 4.2.3).
   *
   * @return -1 when AS4_PATH is not to be used: there is none, the session has four-octet numbers,
   *     an AGGREGATOR shows that an old speaker changed the route since, AS4_PATH is the longer
   *     one, or either is malformed
   */
  public static int hopsBeforeAs4(Update update) {
    if (update.context().as4()) {
      return -1;
    }
    int path = update.find(AttributeCode.AS_PATH);
    int as4 = update.find(AttributeCode.AS4_PATH);
    if (path < 0 || as4 < 0 || aggregatorForbids(update)) {
      return -1;
    }
    byte[] b = update.buffer();
    int at = update.value(path);
    int length = update.valueLength(path);
    int as4At = update.value(as4);
    int as4Length = update.valueLength(as4);
    if (check(b, at, length, 2) != null || check(b, as4At, as4Length, 4) != null) {
      return -1;
    }
    int as4Hops = hops(b, as4At, as4Length, 4);
    int hops = hops(b, at, length, 2);
    return as4Hops == 0 || as4Hops > hops ? -1 : hops - as4Hops;
  }

  private static boolean aggregatorForbids(Update update) {
    int aggregator = update.find(AttributeCode.AGGREGATOR);
    return aggregator >= 0
        && update.has(AttributeCode.AS4_AGGREGATOR)
        && update.valueLength(aggregator) == 6
        && update.u16(update.value(aggregator)) != Open.AS_TRANS;
  }
}
