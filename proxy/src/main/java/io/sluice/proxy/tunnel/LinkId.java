package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;

/** Names a link: 128 random bits that only its two ends know. */
record LinkId(long high, long low) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static LinkId random() {
    return new LinkId(RANDOM.nextLong(), RANDOM.nextLong());
  }

  static LinkId read(ByteBuf from) {
    return new LinkId(from.readLong(), from.readLong());
  }

  void write(ByteBuf to) {
    to.writeLong(high).writeLong(low);
  }

  @Override
  public String toString() {
    // Enough for a log; whoever knows all of it could take the link over.
    return "%08x".formatted(high >>> 32);
  }
}
