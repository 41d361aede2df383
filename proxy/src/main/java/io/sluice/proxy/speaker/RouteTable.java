package io.sluice.proxy.speaker;

import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/**
 * The routes of one family, NLRI as it stands on the wire, each with the number of its attributes:
 * some 25 octets a route. All octets lie in one array; an index of open addressing finds them. A
 * route keeps its number until it is removed.
 */
final class RouteTable {
  private static final int NONE = -1;
  private static final int LENGTH = 2;

  private byte[] octets = new byte[1024];
  private int used;
  private int unused;
  private int[] at = new int[64];
  private int[] set = new int[64];
  private int[] index = new int[128];
  private int entries;
  private int size;

  /** The first of the numbers that are free, chained by {@link #at}. */
  private int free = NONE;

  /** How many routes there are. */
  int size() {
    return size;
  }

  /** Numbers of routes are below this. */
  int entries() {
    return entries;
  }

  /** The number of a route's attributes; -1 when there is no route of this number. */
  int set(int entry) {
    return set[entry];
  }

  /** Octets of the NLRI of a route. */
  int length(int entry) {
    return Bytes.u16(octets, at[entry]);
  }

  /** Copies the NLRI of a route. */
  void copy(int entry, byte[] into, int offset) {
    System.arraycopy(octets, at[entry] + LENGTH, into, offset, length(entry));
  }

  /**
   * Puts a route in, or gives it other attributes.
   *
   * @return the attributes that it had, or -1
   */
  int put(byte[] b, int offset, int length, int attributes) {
    int slot = slot(b, offset, length);
    if (index[slot] != 0) {
      int entry = index[slot] - 1;
      int before = set[entry];
      set[entry] = attributes;
      return before;
    }
    int entry = free;
    if (entry == NONE) {
      entry = entries++;
      if (entry == at.length) {
        at = Arrays.copyOf(at, 2 * entry);
        set = Arrays.copyOf(set, 2 * entry);
      }
    } else {
      free = at[entry];
    }
    store(entry, b, offset, length);
    set[entry] = attributes;
    index[slot] = entry + 1;
    size++;
    if (2 * size > index.length) {
      rehash(2 * index.length);
    }
    return NONE;
  }

  private void store(int entry, byte[] b, int offset, int length) {
    if (unused > 1024 && 2 * unused > used) {
      compact();
    }
    if (used + LENGTH + length > octets.length) {
      octets =
          Arrays.copyOf(octets, Math.max(octets.length + octets.length / 2, used + 65536 + LENGTH));
    }
    at[entry] = used;
    Bytes.putU16(octets, used, length);
    System.arraycopy(b, offset, octets, used + LENGTH, length);
    used += LENGTH + length;
  }

  private void compact() {
    byte[] next = new byte[Math.max(1024, used - unused + (used - unused) / 4)];
    int to = 0;
    for (int slot = 0; slot < index.length; slot++) {
      if (index[slot] != 0) {
        int entry = index[slot] - 1;
        int whole = LENGTH + length(entry);
        System.arraycopy(octets, at[entry], next, to, whole);
        at[entry] = to;
        to += whole;
      }
    }
    octets = next;
    used = to;
    unused = 0;
  }

  /**
   * Takes a route out.
   *
   * @return the attributes that it had, or -1
   */
  int remove(byte[] b, int offset, int length) {
    int slot = slot(b, offset, length);
    if (index[slot] == 0) {
      return NONE;
    }
    int entry = index[slot] - 1;
    int before = set[entry];
    unused += LENGTH + length;
    set[entry] = NONE;
    at[entry] = free;
    free = entry;
    size--;
    close(slot);
    return before;
  }

  /** Moves up what stands behind a slot that became empty. */
  private void close(int emptied) {
    int mask = index.length - 1;
    int hole = emptied;
    for (int slot = hole + 1 & mask; index[slot] != 0; slot = slot + 1 & mask) {
      int entry = index[slot] - 1;
      int home = hash(octets, at[entry] + LENGTH, length(entry)) & mask;
      if ((slot - home & mask) >= (slot - hole & mask)) {
        index[hole] = index[slot];
        hole = slot;
      }
    }
    index[hole] = 0;
  }

  /** Where a route stands, or would. */
  private int slot(byte[] b, int offset, int length) {
    int mask = index.length - 1;
    int slot = hash(b, offset, length) & mask;
    while (index[slot] != 0 && !is(index[slot] - 1, b, offset, length)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean is(int entry, byte[] b, int offset, int length) {
    int from = at[entry] + LENGTH;
    return length(entry) == length
        && Arrays.equals(octets, from, from + length, b, offset, offset + length);
  }

  private void rehash(int slots) {
    int[] old = index;
    index = new int[slots];
    for (int numbered : old) {
      if (numbered != 0) {
        int entry = numbered - 1;
        int slot = hash(octets, at[entry] + LENGTH, length(entry)) & slots - 1;
        while (index[slot] != 0) {
          slot = slot + 1 & slots - 1;
        }
        index[slot] = numbered;
      }
    }
  }

  private static int hash(byte[] b, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + b[i];
    }
    hash *= 0x9e3779b9;
    return hash ^ hash >>> 15;
  }
}
