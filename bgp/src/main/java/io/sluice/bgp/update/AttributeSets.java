package io.sluice.bgp.update;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sets of path attributes, each kept once however many routes have it. Counts who uses it; without
 * a user a set is forgotten, and its number given to another. Not thread safe.
 */
public final class AttributeSets {
  private final Map<Key, Integer> numbers = new HashMap<>();
  private byte[][] sets = new byte[64][];
  private int[] users = new int[64];
  private int[] free = new int[16];
  private int frees;
  private int count;

  /** Octets as a key. */
  private static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k && hash == k.hash && Arrays.equals(bytes, k.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** The number of a set, which is kept, not copied; it has no user by that. */
  public int number(byte[] set) {
    Key key = new Key(set);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = frees > 0 ? free[--frees] : count++;
    if (number == sets.length) {
      sets = Arrays.copyOf(sets, 2 * number);
      users = Arrays.copyOf(users, 2 * number);
    }
    sets[number] = set;
    numbers.put(key, number);
    return number;
  }

  /** Somebody uses a set. */
  public void use(int number) {
    users[number]++;
  }

  /** Somebody uses it no more. */
  public void leave(int number) {
    if (--users[number] <= 0) {
      forget(number);
    }
  }

  /** Forgets a set that nobody has come to use. */
  public void forgetUnused(int number) {
    if (sets[number] != null && users[number] == 0) {
      forget(number);
    }
  }

  private void forget(int number) {
    numbers.remove(new Key(sets[number]));
    sets[number] = null;
    if (frees == free.length) {
      free = Arrays.copyOf(free, 2 * frees);
    }
    free[frees++] = number;
  }

  /** The octets of a set, not to be changed. */
  public byte[] get(int number) {
    return sets[number];
  }

  /** How many there are. */
  public int size() {
    return numbers.size();
  }
}
