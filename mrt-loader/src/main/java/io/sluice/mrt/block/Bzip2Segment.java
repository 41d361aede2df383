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
}
