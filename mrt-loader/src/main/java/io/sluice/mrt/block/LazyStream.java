package io.sluice.mrt.block;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is opened by the thread that first reads it. */
final class LazyStream extends InputStream {
  /**
   * As much is asked for at once. Decoders that meet a fault lose what they had decompressed for
   * the same question.
   */
  private static final int PIECE = 1 << 12;

  /** Opens it. */
  interface Opener {
    InputStream open() throws IOException;
  }

  private final InputStream beneath;
  private final Opener opener;
  private InputStream in;

  /** A stream that is opened on top of another, which is closed with it. */
  LazyStream(InputStream beneath, Opener opener) {
    this.beneath = beneath;
    this.opener = opener;
  }

  private InputStream in() throws IOException {
    if (in == null) {
      in = opener.open();
    }
    return in;
  }

  @Override
  public int read() throws IOException {
    return in().read();
  }

  @Override
  public int read(byte[] b, int offset, int length) throws IOException {
    return in().read(b, offset, Math.min(length, PIECE));
  }

  @Override
  public int available() {
    // A block is worth more full than soon: what is compressed is a file, not a conversation.
    return 1;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    beneath.close();
  }
}
