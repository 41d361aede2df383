package io.sluice.cli.run.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, for whoever shows how far it is. */
final class Metered extends FilterInputStream {
  private final long length;
  private volatile long read;

  /**
   * @param length octets that there are; -1 if not known
   */
  Metered(InputStream in, long length) {
    super(in);
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    if (octet >= 0) {
      count(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] b, int offset, int most) throws IOException {
    int octets = in.read(b, offset, most);
    if (octets > 0) {
      count(octets);
    }
    return octets;
  }

  /** Read by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count(int octets) {
    read += octets;
  }

  long length() {
    return length;
  }

  long position() {
    return read;
  }
}
