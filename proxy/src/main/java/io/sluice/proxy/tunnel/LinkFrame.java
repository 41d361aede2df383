package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What stands in a binary frame between two ends of a link. Numbers are in network order; octets
 * are counted from the first that the link has carried in their direction.
 *
 * <pre>
 *   OPEN    0, version 1, id (16), 0 (8)           a link begins
 *   RESUME  1, version 1, id (16), received (8)    it goes on: what the sender has got so far
 *   GREET   2, version 1, id (16), received (8)    the answer to either
 *   DATA    3, consumed (8), octets                octets, behind those that came before
 *   END     4, consumed (8)                        no more follow; counts as one octet
 * </pre>
 *
 * <p>{@code consumed} is how many octets of the other direction have left the link: the receiver of
 * this may have sent {@link #WINDOW} more than that.
 */
final class LinkFrame {
  static final byte OPEN = 0;
  static final byte RESUME = 1;
  static final byte GREET = 2;
  static final byte DATA = 3;
  static final byte END = 4;

  /** Octets that may be on their way, in each direction, and are kept for the next WebSocket. */
  static final int WINDOW = 1 << 20;

  /** Octets in one frame. */
  static final int LONGEST = 64 << 10;

  private static final byte VERSION = 1;
  private static final int HELLO_LENGTH = 26;
  private static final int HEAD_LENGTH = 9;

  private LinkFrame() {}

  /** OPEN, RESUME or GREET. */
  static ByteBuf hello(byte type, LinkId id, long received) {
    ByteBuf frame = Unpooled.buffer(HELLO_LENGTH).writeByte(type).writeByte(VERSION);
    id.write(frame);
    return frame.writeLong(received);
  }

  /** DATA with no octets yet, or END. */
  static ByteBuf head(byte type, long consumed) {
    return Unpooled.buffer(HEAD_LENGTH).writeByte(type).writeLong(consumed);
  }

  /** Whether a frame is whole, by its length and version. */
  static boolean isSound(ByteBuf frame) {
    int length = frame.readableBytes();
    if (length < HEAD_LENGTH) {
      return false;
    }
    int at = frame.readerIndex();
    return switch (frame.getByte(at)) {
      case OPEN, RESUME, GREET -> length == HELLO_LENGTH && frame.getByte(at + 1) == VERSION;
      case DATA -> length <= HEAD_LENGTH + LONGEST;
      case END -> length == HEAD_LENGTH;
      default -> false;
    };
  }
}
