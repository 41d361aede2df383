package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.sluice.bgp.BgpError;

/** What a {@link Framer} finds in the octets of a connection. */
interface FrameSink {
  /**
   * A whole message with a right header.
   *
   * @param from holds it, until this returns
   * @param index where it begins
   * @param length its octets
   * @param type its type octet
   */
  void message(ByteBuf from, int index, int length, int type);

  /** A header that is wrong; nothing more comes. */
  void broken(BgpError error);
}
