package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Header;

/**
 * Cuts the octets of a connection into messages (RFC 4271 4.1). What is read at once is not copied;
 * only a message that is cut by the end of a read is put together in a buffer of its own, which is
 * as long as the longest message that is allowed at the time.
 */
final class Framer {
  private final FrameSink sink;
  private ByteBuf rest = Unpooled.EMPTY_BUFFER;
  private boolean extended;
  private boolean stopped;

  Framer(FrameSink sink) {
    this.sink = sink;
  }

  /** Whether messages of more than 4096 octets are right from now on (RFC 8654). */
  void extended(boolean allowed) {
    extended = allowed;
  }

  /** Looks at nothing any more. */
  void stop() {
    stopped = true;
    rest = Unpooled.EMPTY_BUFFER;
  }

  /** Takes the next octets; all of them are read when this returns. */
  void feed(ByteBuf in) {
    while (!stopped && rest.isReadable() && in.isReadable()) {
      completeRest(in);
    }
    while (!stopped && in.readableBytes() >= Header.LENGTH) {
      int at = in.readerIndex();
      int length = check(in, at);
      if (length < 0) {
        return;
      }
      if (in.readableBytes() < length) {
        break;
      }
      in.skipBytes(length);
      sink.message(in, at, length, in.getUnsignedByte(at + Header.TYPE_OFFSET));
    }
    if (!stopped && in.isReadable()) {
      keep(in);
    }
  }

  /** The length of the message whose header begins there; -1 when the header is wrong. */
  private int check(ByteBuf in, int at) {
    boolean marker = (in.getLong(at) & in.getLong(at + 8)) == -1L;
    int length = in.getUnsignedShort(at + Header.LENGTH_OFFSET);
    int type = in.getUnsignedByte(at + Header.TYPE_OFFSET);
    BgpError error = Header.check(marker, length, type, extended);
    if (error != null) {
      stop();
      sink.broken(error);
      return -1;
    }
    return length;
  }

  private void keep(ByteBuf in) {
    int need = extended ? Header.MAX_EXTENDED_LENGTH : Header.MAX_LENGTH;
    if (rest.maxCapacity() < need) {
      // Grows as octets come, so that a header alone does not make it long.
      rest = Unpooled.buffer(Math.max(256, in.readableBytes()), need);
    }
    rest.clear().writeBytes(in);
  }

  /** Brings the message that is kept to its end, as far as the octets go. */
  private void completeRest(ByteBuf in) {
    if (rest.readableBytes() < Header.LENGTH) {
      move(in, Header.LENGTH - rest.readableBytes());
      if (rest.readableBytes() < Header.LENGTH) {
        return;
      }
    }
    int length = check(rest, 0);
    if (length < 0) {
      return;
    }
    move(in, length - rest.readableBytes());
    if (rest.readableBytes() == length) {
      ByteBuf whole = rest;
      // First emptied, for what the message does may end all.
      rest = Unpooled.EMPTY_BUFFER;
      sink.message(whole, 0, length, whole.getUnsignedByte(Header.TYPE_OFFSET));
      if (!stopped && !rest.isReadable()) {
        rest = whole.clear();
      }
    }
  }

  private void move(ByteBuf in, int octets) {
    rest.writeBytes(in, Math.min(octets, in.readableBytes()));
  }
}
