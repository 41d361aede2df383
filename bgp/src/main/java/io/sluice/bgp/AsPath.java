package io.sluice.bgp;

import io.sluice.bgp.attr.AsPathCursor;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/**
 * An AS path, decoded: one hop per AS number of a sequence, one per set. In a session with
 * two-octet AS numbers AS4_PATH is merged in (RFC 6793 4.2.3), never in another. Reusable; not
 * thread safe. {@link AsPathCursor} shows a single attribute as it stands, segment by segment.
 */
public final class AsPath {
  private long[] numbers = new long[32];
  private int[] hopOf = new int[32];
  private boolean[] set = new boolean[32];
  private int count;
  private int hops;
  private boolean present;
  private boolean malformed;

  /** Reads the path of an UPDATE. */
  public AsPath read(Update update) {
    clear();
    int index = update.find(AttributeCode.AS_PATH);
    present = index >= 0;
    if (!present) {
      return this;
    }
    int width = update.context().as4() ? 4 : 2;
    int kept = AsPaths.hopsBeforeAs4(update);
    decode(
        update.buffer(),
        update.value(index),
        update.end(index),
        width,
        kept < 0 ? Integer.MAX_VALUE : kept);
    if (kept >= 0) {
      int as4 = update.find(AttributeCode.AS4_PATH);
      decode(update.buffer(), update.value(as4), update.end(as4), 4, Integer.MAX_VALUE);
    }
    return this;
  }

  /**
   * Reads a path alone.
   *
   * @param width octets of an AS number, 2 or 4
   */
  public AsPath read(byte[] buffer, int offset, int length, int width) {
    clear();
    present = true;
    decode(buffer, offset, offset + length, width, Integer.MAX_VALUE);
    return this;
  }

  private void clear() {
    count = 0;
    hops = 0;
    present = false;
    malformed = false;
  }

  private void decode(byte[] b, int from, int to, int width, int most) {
    int limit = most == Integer.MAX_VALUE ? most : hops + most;
    int at = from;
    while (at < to && hops < limit) {
      if (to - at < 2) {
        malformed = true;
        return;
      }
      int type = b[at] & 0xff;
      int size = b[at + 1] & 0xff;
      at += 2;
      if (size * width > to - at || type == 0 || type > AsPaths.AS_CONFED_SET || size == 0) {
        malformed = true;
        return;
      }
      if (type == AsPaths.AS_SEQUENCE) {
        for (int i = 0, p = at; i < size && hops < limit; i++, p += width) {
          add(number(b, p, width), hops++, false);
        }
      } else if (type == AsPaths.AS_SET) {
        for (int i = 0, p = at; i < size; i++, p += width) {
          add(number(b, p, width), hops, true);
        }
        hops++;
      }
      at += size * width;
    }
  }

  private static long number(byte[] b, int at, int width) {
    return width == 4 ? Bytes.u32(b, at) : Bytes.u16(b, at);
  }

  private void add(long asn, int hop, boolean inSet) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
      hopOf = Arrays.copyOf(hopOf, count * 2);
      set = Arrays.copyOf(set, count * 2);
    }
    numbers[count] = asn;
    hopOf[count] = hop;
    set[count++] = inSet;
  }

  /** Whether the UPDATE has an AS_PATH. */
  public boolean present() {
    return present;
  }

  /** Whether the attribute could not be decoded to its end. */
  public boolean malformed() {
    return malformed;
  }

  /** How many AS numbers, those of sets included; confederation segments left out. */
  public int size() {
    return count;
  }

  /** How many hops; a set is one. */
  public int hops() {
    return hops;
  }

  /** The AS number at an index below {@link #size()}. */
  public long asn(int index) {
    return numbers[index];
  }

  /** The hop, from 0 at the sender, that the AS number at an index belongs to. */
  public int hop(int index) {
    return hopOf[index];
  }

  /** Whether the AS number at an index belongs to a set. */
  public boolean inSet(int index) {
    return set[index];
  }

  /** The AS number that originated the routes; 0 when the path is empty or ends in a set. */
  public long origin() {
    return count == 0 || set[count - 1] ? 0 : numbers[count - 1];
  }
}
