package io.sluice.cli.run.file;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;

/**
 * Finds messages that make sense only with AS numbers of two octets. It tries them, so it takes
 * time. Not thread safe.
 */
final class AsNumberGuess {
  private final JsonWriter json = new JsonWriter();
  private final AsciiBuffer scratch = new AsciiBuffer();
  private final Message again = new Message();

  /** Whether a message decodes with numbers of two octets and not as it is described. */
  boolean isShort(Message message) {
    if (!message.isUpdate() || !message.context().as4() || decodes(message)) {
      return false;
    }
    again
        .wrap(message.buffer(), message.offset(), message.length())
        .describe("", 0, Direction.R, 0, 0, message.context().withAs4(false), message.tags());
    return decodes(again);
  }

  private boolean decodes(Message message) {
    scratch.clear();
    return json.writeData(message, scratch) == null;
  }
}
