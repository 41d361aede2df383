package io.sluice.mrt.block;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), one member or several, zeros behind the last. What a cut or damaged
 * member holds up to its fault is given before the fault is told. (The JDK's own takes a pause
 * between two members for the end, and others lose what they have at hand when they meet a fault.)
 */
final class GzipStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private enum Place {
    BETWEEN,
    DATA,
    TRAILER,
    END
  }

  private final InputStream in;
  private final byte[] input = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int at;
  private int limit;
  private Place place = Place.BETWEEN;
  private boolean met;

  /** Decompresses a stream, which is closed with this one. */
  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int offset, int length) throws IOException {
    while (length > 0) {
      switch (place) {
        case BETWEEN -> begin();
        case DATA -> {
          int done = inflate(b, offset, length);
          if (done > 0) {
            return done;
          }
        }
        case TRAILER -> trailer();
        case END -> {
          return -1;
        }
      }
    }
    return 0;
  }

  private int inflate(byte[] b, int offset, int length) throws IOException {
    int done;
    try {
      done = inflater.inflate(b, offset, length);
    } catch (DataFormatException e) {
      throw new IOException("the gzip data is damaged: " + e.getMessage(), e);
    }
    crc.update(b, offset, done);
    if (inflater.finished()) {
      at = limit - inflater.getRemaining();
      place = Place.TRAILER;
    } else if (inflater.needsDictionary()) {
      throw new IOException("the gzip data is damaged: it asks for a dictionary");
    } else if (done == 0 && inflater.needsInput()) {
      if (!more()) {
        throw cut();
      }
      inflater.setInput(input, at, limit - at);
      at = limit;
    }
    return done;
  }

  private static EOFException cut() {
    return new EOFException("the file ends inside of its gzip data");
  }

  private boolean more() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(input, 0, BUFFER));
    return limit > 0;
  }

  private int octet() throws IOException {
    if (at == limit && !more()) {
      throw cut();
    }
    return input[at++] & 0xff;
  }

  /** Goes to the data of the next member, or to the end. */
  private void begin() throws IOException {
    if (at == limit && !more()) {
      if (!met) {
        throw cut();
      }
      place = Place.END;
      return;
    }
    int first = octet();
    if (first == 0 && met) {
      padding();
      return;
    }
    if (first != 0x1f || octet() != 0x8b) {
      throw new IOException("what stands behind the gzip data is not gzip");
    }
    if (octet() != DEFLATE) {
      throw new IOException("the gzip data is damaged: an unknown method");
    }
    int flags = octet();
    skip(6);
    if ((flags & EXTRA) != 0) {
      int low = octet();
      skip(octet() << 8 | low);
    }
    text((flags & NAME) != 0);
    text((flags & COMMENT) != 0);
    skip((flags & HEADER_CRC) != 0 ? 2 : 0);
    inflater.reset();
    inflater.setInput(input, at, limit - at);
    at = limit;
    crc.reset();
    met = true;
    place = Place.DATA;
  }

  /** Tapes and block devices fill up with zeros. */
  private void padding() throws IOException {
    do {
      while (at < limit) {
        if (input[at++] != 0) {
          throw new IOException("what stands behind the gzip data is not gzip");
        }
      }
    } while (more());
    place = Place.END;
  }

  private void skip(int octets) throws IOException {
    for (int i = 0; i < octets; i++) {
      octet();
    }
  }

  private void text(boolean there) throws IOException {
    while (there && octet() != 0) {
      // Ends with a zero.
    }
  }

  private long littleEndian() throws IOException {
    return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
  }

  private void trailer() throws IOException {
    if (littleEndian() != crc.getValue()) {
      throw new IOException("the gzip data is damaged: its checksum is wrong");
    }
    if (littleEndian() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new IOException("the gzip data is damaged: its length is wrong");
    }
    place = Place.BETWEEN;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
