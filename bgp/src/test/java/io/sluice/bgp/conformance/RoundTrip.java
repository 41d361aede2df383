package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.JsonReader;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.update.UpdateBuilder;
import java.util.HashMap;
import java.util.Map;

/** Takes UPDATEs apart and puts them together again, and sends them through JSON and back. */
final class RoundTrip {
  private final JsonWriter writer = new JsonWriter();
  private final AsciiBuffer again = new AsciiBuffer();
  private final Map<DecodeContext, JsonReader> readers = new HashMap<>();

  /**
   * Checks a message that has been printed.
   *
   * @param line holds its line
   */
  void check(Message message, AsciiBuffer line) {
    if (!message.isUpdate()) {
      return;
    }
    Update u = message.update();
    assertThat(UpdateBuilder.from(u).build(65535).get())
        .as("message %s built again", message.sequence())
        .containsExactly(message.toByteArray());
    JsonReader reader =
        readers.computeIfAbsent(message.context(), context -> new JsonReader(context, context));
    assertThat(reader.read(line.buffer(), 0, line.size()))
        .as(() -> reader.error() + " in " + line)
        .isEqualTo(JsonReader.Outcome.MESSAGE);
    Message back = new Message().wrap(reader.message(), 0, reader.message().length);
    back.describe(
        "",
        0,
        reader.direction(),
        reader.sequence(),
        reader.timeMicros(),
        message.context(),
        reader.tags());
    again.clear();
    assertThat(writer.write(back, again)).isNull();
    assertThat(withoutExtendedFlags(again)).isEqualTo(withoutExtendedFlags(line));
  }

  /** The flag follows the length, so it may differ. */
  private static String withoutExtendedFlags(AsciiBuffer line) {
    return line.toString().replaceAll("\"flags\":\"(O?T?P?)X", "\"flags\":\"$1");
  }
}
