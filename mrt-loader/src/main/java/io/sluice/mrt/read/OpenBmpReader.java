package io.sluice.mrt.read;

import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;

/** Reads a stream of OpenBMP's frames. */
public final class OpenBmpReader extends FramedReader {
  private final OpenBmpFrames frames;

  /** A reader of what a window shows. */
  public OpenBmpReader(Window window, ReadOptions options) {
    super(window, OpenBmpFrames.FIXED, OpenBmpFrames.FIXED);
    this.frames = new OpenBmpFrames(this, options);
  }

  @Override
  int frame(byte[] b, int at) {
    return frames.frame(b, at);
  }

  @Override
  boolean doubtful(Kind kind) {
    return kind != Kind.MESSAGE;
  }

  @Override
  boolean plausible(byte[] b, int at, int limit) {
    return frames.frame(b, at) >= 0;
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    return frames.read(b, at, length);
  }
}
