package io.sluice.mrt.block;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The blocks of an input stream, read by a thread of their own: decompression goes on while records
 * are looked at. A few blocks are made and go round.
 */
public final class PumpedBlocks implements BlockSource {
  private static final int BLOCKS = 4;
  private static final Block END = new Block(0);

  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread pump;
  private volatile IOException failure;
  private boolean ended;
  private long given;

  /** The blocks of this stream, which is closed by the pump. */
  public PumpedBlocks(InputStream in) {
    for (int i = 0; i < BLOCKS; i++) {
      free.add(new Block(Block.SIZE));
    }
    pump = new Thread(() -> pump(in), "decompress");
    pump.setDaemon(true);
    pump.start();
  }

  private void pump(InputStream in) {
    try (in) {
      while (failure == null) {
        Block block = free.take();
        try {
          StreamBlocks.fill(in, block);
        } catch (IOException e) {
          failure = e;
        } catch (RuntimeException e) {
          // Decoders of damaged data trip over their own tables.
          failure = new IOException(e);
        }
        if (block.size() == 0) {
          break;
        }
        full.put(block);
      }
      full.put(END);
    } catch (InterruptedException e) {
      // Closed: nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // All was read; that it does not close harms nobody.
      return;
    }
  }

  @Override
  public Block next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      Block block = full.take();
      if (block != END) {
        given += block.size();
        return block;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for decompressed octets");
    }
    ended = true;
    if (failure != null) {
      throw new IOException(
          "cannot read on behind offset " + given + " of the decompressed stream: " + reason(),
          failure);
    }
    return null;
  }

  private String reason() {
    if (failure instanceof EOFException && failure.getMessage() == null) {
      return "the file ends inside of its compressed data";
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  @Override
  public void release(Block block) {
    free.add(block);
  }

  @Override
  public void close() {
    ended = true;
    pump.interrupt();
  }
}
