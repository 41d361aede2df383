package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.PeerIdentity;
import java.util.Arrays;

/**
 * Finds the identity of a peer by the octets that name it in a record, so that nobody has to read
 * them again: a hash table with open addressing. When it is full, it begins anew.
 */
final class PeerCache {
  private static final int SLOTS = 1 << 13;
  private static final int MOST = SLOTS / 2;

  private byte[][] keys = new byte[SLOTS][];
  private PeerIdentity[] identities = new PeerIdentity[SLOTS];
  private int size;
  private int slot;

  /**
   * The identity for these octets, or {@code null}; then {@link #put} takes it.
   *
   * @param salt tells octets apart that mean something else
   */
  PeerIdentity find(byte[] b, int from, int to, int salt) {
    int length = to - from;
    slot = slot(b, from, to, salt);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (key.length == length + 1
          && key[length] == (byte) salt
          && Arrays.equals(key, 0, length, b, from, to)) {
        return identities[slot];
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return null;
  }

  /** Keeps the identity for the octets last looked for. */
  PeerIdentity put(byte[] b, int from, int to, int salt, PeerIdentity identity) {
    if (size == MOST) {
      keys = new byte[SLOTS][];
      identities = new PeerIdentity[SLOTS];
      size = 0;
      slot = slot(b, from, to, salt);
    }
    byte[] key = Arrays.copyOf(Arrays.copyOfRange(b, from, to), to - from + 1);
    key[to - from] = (byte) salt;
    keys[slot] = key;
    identities[slot] = identity;
    size++;
    return identity;
  }

  private static int slot(byte[] b, int from, int to, int salt) {
    long hash = salt;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ Bytes.i64(b, at)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ b[at]) * 0x9e3779b97f4a7c15L;
    }
    return (int) (hash >>> 40) & SLOTS - 1;
  }
}
