package io.sluice.mrt.block;

import java.io.Closeable;
import java.io.IOException;

/** A stream of octets in blocks. For one thread. */
public interface BlockSource extends Closeable {
  /**
   * The next block, never an empty one.
   *
   * @return {@code null} at the end
   */
  Block next() throws IOException;

  /** Gives a block back that is no longer looked at, to be filled again. */
  void release(Block block);
}
