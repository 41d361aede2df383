package io.sluice.mrt.write;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import java.io.IOException;
import java.io.OutputStream;

/** Messages one behind the other. */
final class RawEncoder implements Encoder {
  @Override
  public BgpError message(Message message, OutputStream out) throws IOException {
    out.write(message.buffer(), message.offset(), message.length());
    return null;
  }
}
