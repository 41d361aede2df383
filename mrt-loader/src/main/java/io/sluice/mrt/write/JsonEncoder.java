package io.sluice.mrt.write;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Lines of bgpipe's JSON. */
final class JsonEncoder implements Encoder {
  private final JsonWriter json;
  private final boolean bad;
  private final AsciiBuffer line = new AsciiBuffer();

  JsonEncoder(boolean full, boolean bad) {
    this.json = new JsonWriter(full);
    this.bad = bad;
  }

  @Override
  public BgpError message(Message message, OutputStream out) throws IOException {
    line.clear();
    BgpError error = json.write(message, line);
    if (error != null && !bad) {
      return error;
    }
    if (error != null) {
      json.writeBad(message, error, line);
    }
    out.write(line.buffer(), 0, line.size());
    return null;
  }
}
