package io.sluice.mrt.block;

/**
 * A piece of a stream. In front of its octets there is room for what is left of the piece before
 * it, so that records are read in place.
 */
public final class Block {
  /** Room in front, in octets: longer than nearly every record. */
  public static final int HEADROOM = 1 << 16;

  /** Octets of a usual block, without the room in front. */
  public static final int SIZE = 1 << 20;

  byte[] array;
  int size;

  /** An empty block with room for this many octets. */
  public Block(int capacity) {
    array = new byte[HEADROOM + capacity];
  }

  /** Where its octets stand, from {@link #HEADROOM} on. */
  public byte[] array() {
    return array;
  }

  /** How many it may hold. */
  public int capacity() {
    return array.length - HEADROOM;
  }

  /** How many it holds. */
  public int size() {
    return size;
  }

  /** Says how many it holds. */
  public void size(int octets) {
    size = octets;
  }
}
