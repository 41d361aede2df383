package io.sluice.mrt.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is read, for whoever shows how far it has come, and knows whether it could be read:
 * else what is wrong further on is wrong with what was read.
 */
final class CountingStream extends FilterInputStream {
  private final AtomicLong count;
  private volatile boolean broken;

  CountingStream(InputStream in, AtomicLong count) {
    super(in);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int n = super.read(into, offset, length);
      if (n > 0) {
        count.addAndGet(n);
      }
      return n;
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** Whether reading failed: of a connection that broke off the rest may be had later. */
  boolean broken() {
    return broken;
  }
}
