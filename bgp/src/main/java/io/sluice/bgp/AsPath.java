package io.sluice.bgp;

import java.util.Arrays;

/**
 * An AS path, decoded: one hop per AS number of a sequence, one per set. In a session with
 * two-octet AS numbers AS4_PATH is merged in (RFC 6793 4.2.3), never in another. Reusable; not
 * thread safe.
 */
public final class AsPath {
  private static final int AS_SET = 1;
  private static final int AS_SEQUENCE = 2;
  private static final int AS_CONFED_SEQUENCE = 3;

  private long[] numbers = new long[32];
  private int[] hopOf = new int[32];
  private boolean[] set = new boolean[32];
  private int count;
  private int hops;
  private boolean present;
  private boolean malformed;

  /** Reads the path of an UPDATE. */
  public AsPath read(Update update) {
    count = 0;
    hops = 0;
    malformed = false;
    int index = update.find(AttributeCode.AS_PATH);
    present = index >= 0;
    if (!present) {
      return this;
    }
    int width = update.context().as4() ? 4 : 2;
    decode(update, update.value(index), update.end(index), width, Integer.MAX_VALUE);
    int as4 = width == 2 && !malformed ? update.find(AttributeCode.AS4_PATH) : -1;
    if (as4 >= 0) {
      merge(update, as4);
    }
    return this;
  }

  private void merge(Update update, int as4) {
    AsPath newer = new AsPath();
    newer.decode(update, update.value(as4), update.end(as4), 4, Integer.MAX_VALUE);
    if (newer.malformed || newer.hops > hops) {
      return;
    }
    int keep = hops - newer.hops;
    int n = 0;
    while (n < count && hopOf[n] < keep) {
      n++;
    }
    count = n;
    hops = keep;
    for (int i = 0; i < newer.count; i++) {
      add(newer.numbers[i], keep + newer.hopOf[i], newer.set[i]);
    }
    hops = keep + newer.hops;
  }

  private void decode(Update u, int from, int to, int width, int most) {
    int at = from;
    while (at < to && hops < most) {
      if (to - at < 2) {
        malformed = true;
        return;
      }
      int type = u.buffer()[at] & 0xff;
      int size = u.buffer()[at + 1] & 0xff;
      at += 2;
      if (size * width > to - at || type == 0 || type > 4 || size == 0) {
        malformed = true;
        return;
      }
      boolean confederation = type >= AS_CONFED_SEQUENCE;
      for (int i = 0; i < size; i++, at += width) {
        if (!confederation) {
          add(width == 4 ? u.u32(at) : u.u16(at), hops, type == AS_SET);
          hops += type == AS_SEQUENCE ? 1 : 0;
        }
      }
      hops += type == AS_SET ? 1 : 0;
    }
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
