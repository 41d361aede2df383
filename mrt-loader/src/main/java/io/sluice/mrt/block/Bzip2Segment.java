package io.sluice.mrt.block;

/**
 * A stretch of a bzip2 stream from one block's magic to the next.
 *
 * @param octets hold it, with {@link #SLACK} octets behind it
 * @param from bit where the magic begins, counted from the first octet
 * @param to bit where the next one begins, or where the stream ends
 * @param last whether the stream ends there
 */
record Bzip2Segment(byte[] octets, int from, int to, boolean last) {
  /** Octets that may be looked at behind the end. */
  static final int SLACK = 256;

  /** This stretch and the one behind it as one: for a magic that stood inside a block. */
  Bzip2Segment with(Bzip2Segment next) {
    int kept = to >>> 3;
    int size = kept + next.octets.length;
    byte[] both = new byte[size];
    System.arraycopy(octets, 0, both, 0, kept);
    System.arraycopy(next.octets, 0, both, kept, next.octets.length);
    return new Bzip2Segment(both, from, kept * 8 + next.to, next.last);
  }

  /** Whether the stream ends here without its own end: inside of a block. */
  boolean cut() {
    for (int bit = from; last && bit + 80 <= to; bit++) {
      if (Bzip2Bits.read48(octets, bit) == Bzip2Block.END) {
        return false;
      }
    }
    return last;
  }

  /**
   * Whether what follows from an octet on, behind the end of a stream, is another one's header,
   * nothing, or zeros that fill up.
   */
  boolean another(int octet) {
    int end = to >>> 3;
    int at = octet;
    // Streams without a block: a header, the end, a checksum of 0.
    while (header(at, end)
        && at + 14 <= end
        && Bzip2Bits.read48(octets, (at + 4) * 8) == Bzip2Block.END) {
      at += 14;
    }
    if (!last) {
      return at + 4 == end && header(at, end);
    }
    while (at < end && octets[at] == 0) {
      at++;
    }
    return at == end;
  }

  private boolean header(int at, int end) {
    return at + 4 <= end && octets[at] == 'B' && octets[at + 1] == 'Z' && octets[at + 2] == 'h';
  }
}
