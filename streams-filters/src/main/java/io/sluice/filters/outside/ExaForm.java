package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.exa.ExaReader;
import io.sluice.bgp.exa.ExaSyntaxException;
import io.sluice.bgp.exa.ExaWriter;
import java.nio.charset.StandardCharsets;

/** Text commands of ExaBGP's API. */
final class ExaForm implements Form {
  private final ExaWriter writer = new ExaWriter();

  @Override
  public void write(Message message, AsciiBuffer out) {
    if (message.isUpdate()) {
      writer.write(message.update(), out);
    }
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    return Lines.end(bytes, from, to);
  }

  @Override
  public Reply read(byte[] bytes, int from, int to, DecodeContext right, DecodeContext left) {
    try {
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      byte[] message = new ExaReader(right).read(line);
      return message == null ? Reply.NOTHING : Reply.of(message);
    } catch (ExaSyntaxException e) {
      return Reply.bad(e.getMessage());
    }
  }
}
