package io.sluice.mrt.write;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.exa.ExaWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Commands of ExaBGP, of UPDATEs only. */
final class ExaEncoder implements Encoder {
  private final ExaWriter exa = new ExaWriter();
  private final AsciiBuffer lines = new AsciiBuffer();

  @Override
  public BgpError message(Message message, OutputStream out) throws IOException {
    if (!message.isUpdate()) {
      return null;
    }
    if (message.update().error() != null) {
      return message.update().error();
    }
    lines.clear();
    exa.write(message.update(), lines);
    out.write(lines.buffer(), 0, lines.size());
    return null;
  }
}
