package io.sluice.mrt.block;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds the blocks of a bzip2 stream, or of several one behind the other: a block begins with a
 * magic of 48 bits, at any bit.
 */
final class Bzip2Splitter {
  /** More than any block takes up compressed. */
  private static final int LONGEST = 4 << 20;

  private static final int CHUNK = 1 << 16;
  private static final int MAGIC_OCTETS = 6;

  /** Whether an octet may be the fourth of seven that hold the magic, at any bit. */
  private static final boolean[] MAY_BE_FOURTH = new boolean[256];

  static {
    for (int shift = 0; shift < 8; shift++) {
      MAY_BE_FOURTH[(int) (Bzip2Block.MAGIC << 8 >>> shift >>> 24) & 0xff] = true;
    }
  }

  private final InputStream in;
  private byte[] buffer = new byte[1 << 20];
  private int size;
  private int looked;
  private int from = -1;
  private boolean ended;
  private boolean empty;

  Bzip2Splitter(InputStream in) {
    this.in = in;
  }

  /** The next block's stretch; {@code null} at the end. */
  Bzip2Segment next() throws IOException {
    while (true) {
      int found = find();
      if (found >= 0 && from < 0) {
        from = found;
      } else if (found >= 0) {
        return cut(found, false);
      } else if (!read()) {
        return atEnd();
      }
    }
  }

  private Bzip2Segment atEnd() throws IOException {
    if (from >= 0) {
      return cut(size * 8, true);
    }
    if (!empty) {
      // A stream without any block: header, end, a checksum of 0.
      empty = true;
      boolean header = size >= 14 && buffer[0] == 'B' && buffer[1] == 'Z' && buffer[2] == 'h';
      if (size > 0 && looked >= 0 && !(header && Bzip2Bits.read48(buffer, 32) == Bzip2Block.END)) {
        throw new IOException("no block of bzip2 is there");
      }
    }
    return null;
  }

  private Bzip2Segment cut(int to, boolean last) {
    int begin = from >>> 3;
    int end = (to + 7) >>> 3;
    byte[] octets =
        Arrays.copyOf(Arrays.copyOfRange(buffer, begin, end), end - begin + Bzip2Segment.SLACK);
    Bzip2Segment segment = new Bzip2Segment(octets, from & 7, to - begin * 8, last);
    int kept = to >>> 3;
    System.arraycopy(buffer, kept, buffer, 0, size - kept);
    size -= kept;
    looked -= kept;
    from = last ? -1 : to & 7;
    looked = Math.max(looked, 0);
    empty = true;
    if (last) {
      size = 0;
      ended = true;
    }
    return segment;
  }

  /** The bit where the next magic begins, behind those found before; -1 for none so far. */
  private int find() {
    int most = size - MAGIC_OCTETS - 2;
    for (int at = looked; at <= most; at++) {
      if (MAY_BE_FOURTH[buffer[at + 3] & 0xff]) {
        for (int shift = 0; shift < 8; shift++) {
          if (Bzip2Bits.read48(buffer, at * 8 + shift) == Bzip2Block.MAGIC) {
            looked = at + 1;
            return at * 8 + shift;
          }
        }
      }
    }
    looked = Math.max(looked, most + 1);
    return -1;
  }

  private boolean read() throws IOException {
    if (ended) {
      return false;
    }
    if (size > LONGEST && from >= 0) {
      ended = true;
      return false;
    }
    if (buffer.length - size < CHUNK + 8) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int more = in.read(buffer, size, CHUNK);
    if (more < 0) {
      ended = true;
      return false;
    }
    size += more;
    return true;
  }
}
