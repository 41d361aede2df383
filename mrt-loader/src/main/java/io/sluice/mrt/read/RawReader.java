package io.sluice.mrt.read;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.block.Window;
import java.util.Map;

/** Reads BGP messages one behind the other. They have neither times nor peers. */
public final class RawReader extends FramedReader {
  private static final int MARKER = 16;

  private final DecodeContext context;
  private final Update update = new Update();
  private final UpdateValidator validator = new UpdateValidator(PeerRules.ANY);

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
  boolean mayBegin(byte[] b, int at, int limit) {
    for (int i = at; i < Math.min(limit, at + MARKER); i++) {
      if (b[i] != -1) {
        return false;
      }
    }
    return true;
  }

  @Override
  Kind record(byte[] b, int at, int length) {
    if (swallows(b, at, length)) {
      return damaged(offset, length, null, "other messages stand inside of this one");
    }
    message.wrap(b, at, length).describe("", 0, Direction.R, 0, 0, context, Map.of());
    return Kind.MESSAGE;
  }

  /**
   * Whether an UPDATE makes no sense and messages stand inside of it that end where it ends: then
   * its length is wrong.
   */
  private boolean swallows(byte[] b, int at, int length) {
    if (Header.type(b, at) != MessageType.UPDATE.code()) {
      return false;
    }
    int end = at + length;
    // Wherever a marker stands, eight of its octets are looked at.
    for (int i = at + Header.LENGTH; i + MARKER / 2 <= end; i += MARKER / 2) {
      if (Bytes.i64(b, i) == -1L) {
        int behind = i + MARKER / 2;
        while (behind < end && b[behind] == -1) {
          behind++;
        }
        if (behind - MARKER >= at + Header.LENGTH && areMessages(b, behind - MARKER, end)) {
          return !isSound(b, at, length);
        }
        i = behind - MARKER / 2;
      }
    }
    return false;
  }

  private boolean areMessages(byte[] b, int from, int end) {
    int at = from;
    while (at + Header.LENGTH <= end && frame(b, at) >= 0) {
      at += frame(b, at);
    }
    return at == end;
  }

  private boolean isSound(byte[] b, int at, int length) {
    return update.wrap(b, at, length, context) && validator.validate(update).sound();
  }
}
