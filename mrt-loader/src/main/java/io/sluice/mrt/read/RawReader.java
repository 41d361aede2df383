package io.sluice.mrt.read;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.util.Map;

/** Reads BGP messages one behind the other. They have neither times nor peers. */
public final class RawReader extends FramedReader {
  private final DecodeContext context;

  /** A reader of what a window shows. */
  public RawReader(Window window, ReadOptions options) {
    super(window, Header.LENGTH, Header.LENGTH);
    this.context = options.context();
  }

  @Override
  int frame(byte[] b, int at) {
    int length = Header.length(b, at);
    return Header.markerOk(b, at) && length >= Header.LENGTH ? length : -1;
  }

  @Override
  boolean doubtful(Kind kind) {
    return true;
  }

  @Override
  boolean plausible(byte[] b, int at, int limit) {
    return frame(b, at) >= 0;
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    message.wrap(b, at, length).describe("", 0, Direction.R, 0, 0, context, Map.of());
    return Kind.MESSAGE;
  }
}
