package io.sluice.mrt.block;

import java.io.Closeable;
import java.io.IOException;

/**
 * A view of a stream that slides over its blocks. Octets lie in one array from {@link #at()} to
 * {@link #limit()}; only what is left at the border of two blocks is ever copied.
 */
public final class Window implements Closeable {
  private final BlockSource source;
  private Block block;
  private byte[] array = {};
  private int at;
  private int limit;

  /** Offset in the stream of the array's first octet; negative while a block has room in front. */
  private long base;

  private boolean ended;

  /** A window at the beginning of a stream. */
  public Window(BlockSource source) {
    this.source = source;
  }

  /** The array that holds what is seen; another one after {@link #ensure}. */
  public byte[] array() {
    return array;
  }

  /** Where what is seen begins. */
  public int at() {
    return at;
  }

  /** Where it ends. */
  public int limit() {
    return limit;
  }

  /** How many octets are seen. */
  public int available() {
    return limit - at;
  }

  /** Offset of {@link #at()} in the stream. */
  public long offset() {
    return base + at;
  }

  /** Goes on by as many octets as are seen, or fewer. */
  public void skip(int octets) {
    at += octets;
  }

  /**
   * Sees to it that so many octets are seen. Positions in the array change when more had to be
   * read.
   *
   * @return whether the stream has so many left; if not, all that are left are seen
   */
  public boolean ensure(int octets) throws IOException {
    while (limit - at < octets) {
      if (ended) {
        return false;
      }
      more(octets);
    }
    return true;
  }

  private void more(int wanted) throws IOException {
    Block next = source.next();
    if (next == null) {
      ended = true;
      return;
    }
    int left = limit - at;
    long offset = base + at;
    if (left <= Block.HEADROOM) {
      System.arraycopy(array, at, next.array, Block.HEADROOM - left, left);
      giveBack();
      block = next;
      array = next.array;
      at = Block.HEADROOM - left;
      limit = Block.HEADROOM + next.size;
    } else {
      append(next, left, wanted);
    }
    base = offset - at;
  }

  /** Puts a block behind what is left, in an array of our own. */
  private void append(Block next, int left, int wanted) {
    if (block != null || limit + next.size > array.length) {
      byte[] larger = new byte[Math.max(wanted, left) + next.size];
      System.arraycopy(array, at, larger, 0, left);
      array = larger;
      at = 0;
      limit = left;
    }
    System.arraycopy(next.array, Block.HEADROOM, array, limit, next.size);
    limit += next.size;
    giveBack();
    source.release(next);
  }

  private void giveBack() {
    if (block != null) {
      source.release(block);
      block = null;
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    source.close();
  }
}
