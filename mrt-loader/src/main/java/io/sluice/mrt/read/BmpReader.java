package io.sluice.mrt.read;

import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;

/** Reads a stream of BMP messages. */
public final class BmpReader extends FramedReader {
  private final int longest;
  private final BmpMessages messages;

  /** A reader of what a window shows. */
  public BmpReader(Window window, ReadOptions options) {
    super(window, BmpHeader.LENGTH, BmpHeader.LENGTH);
    this.longest = options.maxRecord();
    this.messages = new BmpMessages(this, options.context());
  }

  @Override
  int frame(byte[] b, int at) {
    return BmpHeader.frame(b, at, longest);
  }

  @Override
  boolean doubtful(Kind kind) {
    return kind != Kind.MESSAGE;
  }

  @Override
  boolean plausible(byte[] b, int at, int limit) {
    return BmpHeader.plausible(b, at, longest);
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    return messages.read(b, at, at + length, length);
  }
}
