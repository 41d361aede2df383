package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The octets of a link: which were sent, which may be sent, which have come. Not thread safe.
 *
 * <pre>
 *   sent by us:    released ≤ next ≤ written ≤ released + WINDOW
 *   sent to us:    consumed ≤ received
 * </pre>
 */
final class LinkState {
  private final Deque<ByteBuf> kept = new ArrayDeque<>();

  /** The number of the first octet that is kept: the other end has done with all before it. */
  private long released;

  /** Of the next one to be sent on the WebSocket that there is. */
  private long next;

  /** Of the next one that will be written. */
  private long written;

  private boolean ended;
  private long received;
  private long consumed;
  private long told;

  /** How many octets may be written. */
  int room() {
    return ended ? 0 : (int) (released + LinkFrame.WINDOW - written);
  }

  /** Takes octets to be sent, not more than there is room for; they are this one's to release. */
  void write(ByteBuf octets) {
    if (octets.isReadable()) {
      written += octets.readableBytes();
      kept.add(octets);
    } else {
      octets.release();
    }
  }

  /** Nothing more is written. */
  void end() {
    if (!ended) {
      ended = true;
      written++;
    }
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether the other end has done with all that was written. */
  boolean isDone() {
    return ended && released == written;
  }

  /** Whether there is something to send. */
  boolean hasNext() {
    return next < written;
  }

  /** Whether what comes next is the end. */
  boolean isEndNext() {
    return ended && next == written - 1;
  }

  /** The next octets to send, a copy that shares memory; not to be asked for at the end. */
  ByteBuf next(int most) {
    long skip = next - released;
    for (ByteBuf each : kept) {
      int octets = each.readableBytes();
      if (skip < octets) {
        int length = (int) Math.min(most, octets - skip);
        next += length;
        return each.retainedSlice(each.readerIndex() + (int) skip, length);
      }
      skip -= octets;
    }
    throw new IllegalStateException("nothing to send at " + next);
  }

  /** The end is sent. */
  void sentEnd() {
    next++;
  }

  /**
   * The other end has done with all before a number.
   *
   * @return false if it cannot have
   */
  boolean release(long number) {
    if (number < released || number > next) {
      return number < released;
    }
    long octets = number - released;
    released = number;
    while (octets > 0 && !kept.isEmpty()) {
      ByteBuf first = kept.peek();
      if (first.readableBytes() > octets) {
        first.skipBytes((int) octets);
        break;
      }
      octets -= first.readableBytes();
      kept.poll().release();
    }
    return true;
  }

  /**
   * On another WebSocket, begins with what the other end has not got.
   *
   * @return false if that is no longer, or was never, there
   */
  boolean resume(long otherReceived) {
    if (otherReceived < released || otherReceived > written) {
      return false;
    }
    next = otherReceived;
    return true;
  }

  /**
   * Octets came.
   *
   * @return false if they are more than may be on their way
   */
  boolean receive(int octets) {
    received += octets;
    return received - consumed <= LinkFrame.WINDOW + 1;
  }

  /** Octets that came have left. */
  void consume(int octets) {
    consumed += octets;
  }

  long received() {
    return received;
  }

  long consumed() {
    return consumed;
  }

  /** How many octets have left since the other end was told. */
  long untold() {
    return consumed - told;
  }

  void told() {
    told = consumed;
  }

  void clear() {
    kept.forEach(ByteBuf::release);
    kept.clear();
  }
}
