package io.sluice.bgp.wire;

import java.util.Arrays;

/**
 * Finds what was made of the same octets before, so that nobody has to make it again: a hash table
 * with open addressing. When it is full, it begins anew, so that no input can fill the memory. Not
 * thread safe.
 *
 * @param <V> what is made of octets
 */
public final class OctetTable<V> {
  private final int slots;
  private byte[][] keys;
  private Object[] values;
  private int size;
  private int slot;

  /**
   * @param most how many entries it holds, a power of two
   */
  public OctetTable(int most) {
    slots = 2 * most;
    keys = new byte[slots][];
    values = new Object[slots];
  }

  /**
   * The value for these octets, or {@code null}; then {@link #put} takes it.
   *
   * @param salt tells octets apart that mean something else, 0 to 255
   */
  @SuppressWarnings("unchecked")
  public V find(byte[] b, int from, int to, int salt) {
    int length = to - from;
    slot = slot(b, from, to, salt);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (key.length == length + 1
          && key[length] == (byte) salt
          && Arrays.equals(key, 0, length, b, from, to)) {
        return (V) values[slot];
      }
      slot = slot + 1 & slots - 1;
    }
    return null;
  }

  /** Keeps the value for the octets last looked for, and returns it. */
  public V put(byte[] b, int from, int to, int salt, V value) {
    if (size == slots / 2) {
      keys = new byte[slots][];
      values = new Object[slots];
      size = 0;
      slot = slot(b, from, to, salt);
    }
    byte[] key = Arrays.copyOf(Arrays.copyOfRange(b, from, to), to - from + 1);
    key[to - from] = (byte) salt;
    keys[slot] = key;
    values[slot] = value;
    size++;
    return value;
  }

  private int slot(byte[] b, int from, int to, int salt) {
    long hash = salt;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ Bytes.i64(b, at)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ b[at]) * 0x9e3779b97f4a7c15L;
    }
    return (int) (hash >>> 40) & slots - 1;
  }
}
