package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;

/** Lines of JSON. */
final class JsonEncoder implements Encoder {
  private final JsonWriter json;
  private final boolean bad;

  /**
   * @param full whether to add what bgpipe's lines leave out or leave as octets
   * @param bad whether to write messages that do not decode, as octets with the reason
   */
  JsonEncoder(boolean full, boolean bad) {
    this.json = new JsonWriter(full);
    this.bad = bad;
  }

  @Override
  public BgpError encode(Message message, Output out) {
    BgpError error = json.write(message, out.octets());
    if (error != null && bad) {
      json.writeBad(message, error, out.octets());
    }
    return error;
  }
}
