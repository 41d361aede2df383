package io.sluice.cli.pipeline;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.JsonReader;
import io.sluice.cli.OperatorException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Communities of a command line: as they stand in the JSON of messages, or without its quotes. */
final class WrittenCommunities {
  private WrittenCommunities() {}

  /**
   * The value of the attribute that holds all of them.
   *
   * @throws OperatorException if one cannot be read
   */
  static byte[] octets(int code, String option, List<String> words) {
    String name =
        code == AttributeCode.COMMUNITIES
            ? "COMMUNITY"
            : code == AttributeCode.LARGE_COMMUNITY ? "LARGE_COMMUNITY" : "EXT_COMMUNITY";
    String list =
        words.stream().map(WrittenCommunities::json).collect(Collectors.joining(",", "[", "]"));
    byte[] line = ("{\"attrs\":{\"" + name + "\":" + list + "}}").getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader(DecodeContext.AS4, DecodeContext.AS4);
    if (reader.read(line, 0, line.length) != JsonReader.Outcome.MESSAGE) {
      throw new OperatorException(option + " " + String.join(" ", words) + ": " + reader.error());
    }
    Update update = Update.of(reader.message(), DecodeContext.AS4);
    int i = update.find(code);
    if (i < 0 || update.valueLength(i) == 0) {
      throw new OperatorException(option + " " + String.join(" ", words) + ": no community");
    }
    return update.copyValue(i);
  }

  /** Elements of a list of JSON. */
  private static String json(String word) {
    String text = word.strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.startsWith("{") || text.startsWith("\"")) {
      return text;
    }
    return Stream.of(text.split(",", -1))
        .map(one -> "\"" + one.strip() + "\"")
        .collect(Collectors.joining(","));
  }
}
