package io.sluice.mrt.block;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/** The blocks of an input stream, read by the thread that asks for them. */
public final class StreamBlocks implements BlockSource {
  private final InputStream in;
  private final ArrayDeque<Block> free = new ArrayDeque<>();

  /** The blocks of this stream, which is closed with them. */
  public StreamBlocks(InputStream in) {
    this.in = in;
  }

  @Override
  public Block next() throws IOException {
    Block block = free.isEmpty() ? new Block(Block.SIZE) : free.pop();
    fill(in, block);
    return block.size() == 0 ? null : block;
  }

  /**
   * Reads until a block is full, or the stream has nothing more for now: what a pipe holds is not
   * kept waiting for what it does not hold yet. The block holds what was read even when this fails.
   */
  static void fill(InputStream in, Block block) throws IOException {
    block.size(0);
    while (block.size() < block.capacity()) {
      int at = Block.HEADROOM + block.size();
      int more = in.read(block.array(), at, block.capacity() - block.size());
      if (more < 0) {
        return;
      }
      block.size(block.size() + more);
      if (more > 0 && in.available() <= 0) {
        return;
      }
    }
  }

  @Override
  public void release(Block block) {
    free.push(block);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
