package io.sluice.mrt.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The blocks of a bzip2 stream, decompressed side by side. One thread finds where they begin, some
 * decompress, and whoever asks gets them in their order, checked: each begins where the one before
 * it ends, and the checksum of the whole is right.
 */
public final class Bzip2Blocks implements BlockSource {
  /** What became of a stretch. */
  private record Outcome(
      Bzip2Segment segment, Block block, int end, int crc, IOException failure) {}

  private final InputStream in;
  private final BlockingQueue<Future<Outcome>> inOrder;
  private final Queue<Bzip2Block> decoders = new ConcurrentLinkedQueue<>();
  private final Queue<Block> free = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers;
  private final Thread splitter;
  private int combined;
  private long given;

  /** What is wrong behind the block that was given last. */
  private IOException behind;

  private boolean ended;

  /**
   * The blocks of a stream, which is closed with them.
   *
   * @param threads how many decompress
   */
  public Bzip2Blocks(InputStream in, int threads) {
    this.in = in;
    this.inOrder = new ArrayBlockingQueue<>(threads + 2);
    this.workers = Executors.newFixedThreadPool(threads, task -> daemon(task, "bunzip2"));
    this.splitter = daemon(this::split, "bzip2 blocks");
    splitter.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void split() {
    try {
      Bzip2Splitter stretches = new Bzip2Splitter(in);
      boolean more = true;
      while (more) {
        Bzip2Segment segment = null;
        IOException failure = null;
        try {
          segment = stretches.next();
        } catch (IOException e) {
          failure = e;
        }
        more = segment != null;
        Bzip2Segment found = segment;
        IOException failed = failure;
        inOrder.put(
            workers.submit(
                () -> found == null ? new Outcome(null, null, 0, 0, failed) : decode(found)));
      }
    } catch (InterruptedException e) {
      // Closed: nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      // Closed as well.
      return;
    }
  }

  private Outcome decode(Bzip2Segment segment) {
    Bzip2Block decoder = decoders.poll();
    decoder = decoder == null ? new Bzip2Block() : decoder;
    Block block = free.poll();
    block = block == null ? new Block(Block.SIZE) : block;
    try {
      decoder.decode(segment, block);
      return new Outcome(segment, block, decoder.end(), decoder.crc(), null);
    } catch (IOException e) {
      free.add(block);
      return new Outcome(segment, null, 0, 0, e);
    } finally {
      decoders.add(decoder);
    }
  }

  @Override
  public Block next() throws IOException {
    if (behind != null) {
      ended = true;
      IOException fault = behind;
      behind = null;
      throw fault;
    }
    while (!ended) {
      Outcome outcome = take();
      while (outcome.failure != null && outcome.segment != null && !outcome.segment.last()) {
        // Maybe what looked like the next block was the inside of this one.
        Outcome behind = take();
        if (behind.segment == null || outcome.segment.octets().length > 4 << 20) {
          break;
        }
        recycle(behind);
        Outcome joined = decode(outcome.segment.with(behind.segment));
        outcome = joined.failure == null ? joined : failed(joined.segment, outcome.failure);
      }
      if (outcome.failure != null) {
        ended = true;
        throw damaged(
            outcome.segment != null && outcome.segment.cut()
                ? "the file ends inside of a block of bzip2"
                : outcome.failure.getMessage(),
            outcome.failure);
      }
      if (outcome.segment == null) {
        ended = true;
        return null;
      }
      given += outcome.block.size();
      String fault = fault(outcome);
      behind = fault == null ? null : damaged(fault, null);
      if (outcome.block.size() > 0) {
        return outcome.block;
      }
      release(outcome.block);
    }
    return null;
  }

  private static Outcome failed(Bzip2Segment segment, IOException failure) {
    return new Outcome(segment, null, 0, 0, failure);
  }

  private void recycle(Outcome outcome) {
    if (outcome.block != null) {
      release(outcome.block);
    }
  }

  private IOException damaged(String reason, IOException cause) {
    return new IOException(
        "cannot read on behind offset " + given + " of the decompressed stream: " + reason, cause);
  }

  private Outcome take() throws IOException {
    try {
      return inOrder.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for decompressed octets");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /**
   * What is wrong between a block, which is right by its own checksum, and what stands behind it;
   * {@code null} if nothing is.
   */
  private String fault(Outcome outcome) {
    Bzip2Segment segment = outcome.segment;
    combined = Integer.rotateLeft(combined, 1) ^ outcome.crc;
    if (outcome.end == segment.to() && !segment.last()) {
      return null;
    }
    if (outcome.end + 80 > segment.to()
        || Bzip2Bits.read48(segment.octets(), outcome.end) != Bzip2Block.END) {
      return "the bzip2 stream breaks off or is damaged between two blocks";
    }
    if (Bzip2Bits.read(segment.octets(), outcome.end + 48, 32) != combined) {
      return "the checksum of the bzip2 stream is wrong";
    }
    combined = 0;
    return segment.another((outcome.end + 80 + 7) >>> 3)
        ? null
        : "what stands behind the bzip2 data is not bzip2";
  }

  @Override
  public void release(Block block) {
    free.add(block);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    splitter.interrupt();
    workers.shutdownNow();
    in.close();
  }
}
