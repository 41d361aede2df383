package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonReader;
import io.sluice.bgp.json.JsonWriter;

/** Lines of bgpipe's JSON. */
final class JsonForm implements Form {
  private final JsonWriter writer = new JsonWriter();
  private DecodeContext toRight;
  private DecodeContext toLeft;
  private JsonReader reader;

  @Override
  public void write(Message message, AsciiBuffer out) {
    BgpError error = writer.write(message, out);
    if (error != null) {
      writer.writeBad(message, error, out);
    }
  }

  @Override
  public int end(byte[] bytes, int from, int to) {
    return Lines.end(bytes, from, to);
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public Reply read(byte[] bytes, int from, int to, DecodeContext right, DecodeContext left) {
    if (reader == null || !right.equals(toRight) || !left.equals(toLeft)) {
      reader = new JsonReader(right, left);
      toRight = right;
      toLeft = left;
    }
    return switch (reader.read(bytes, from, to)) {
      case NOTHING -> Reply.NOTHING;
      case ERROR -> Reply.bad(reader.error() + ", at column " + reader.column());
      case MESSAGE ->
          reader.leftOutPrefixes() > 0
              ? Reply.bad("a prefix stands in a list of another family")
              : new Reply(
                  reader.direction(),
                  reader.sequence(),
                  reader.dropped(),
                  reader.hasTime() ? reader.timeMicros() : 0,
                  reader.message(),
                  reader.tags(),
                  null);
    };
  }
}
