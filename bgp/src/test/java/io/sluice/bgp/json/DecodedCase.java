package io.sluice.bgp.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.Updates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A line of routes.txt or attributes.txt: octets and what they decode to. */
record DecodedCase(String name, String kind, String hex, String json) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static List<DecodedCase> routes() {
    return read("routes.txt");
  }

  static List<DecodedCase> attributes() {
    return read("attributes.txt");
  }

  private static List<DecodedCase> read(String file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(DecodedCase.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(DecodedCase::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecodedCase of(String line) {
    String[] parts = line.split("; *", 4);
    return new DecodedCase(
        parts[0], parts[1].strip(), parts[2].replace(" ", ""), parts[3].replace('\'', '"'));
  }

  /** Whether the same octets come from the fields. */
  boolean bothWays() {
    return !name.startsWith("~");
  }

  /** An UPDATE that announces the route. */
  byte[] announcement() {
    return Updates.update("", Updates.attribute(0x80, 14, kind + "04 c0000201 00" + hex), "");
  }

  /** An UPDATE with the attribute alone. */
  byte[] withAttribute() {
    return Updates.update("", Updates.attribute(0xc0, Integer.parseInt(kind), hex), "");
  }

  /** What stands in the full line of a message. */
  static String data(byte[] message, DecodeContext context) {
    AsciiBuffer out = new AsciiBuffer();
    Message m =
        new Message()
            .wrap(message, 0, message.length)
            .describe("", 0, Direction.R, 1, 0, context, Map.of());
    if (new JsonWriter(true).writeData(m, out) != null) {
      throw new AssertionError("does not decode");
    }
    requireJson(out);
    return out.toString();
  }

  /** No key may stand twice in an object: readers would see one of the two. */
  private static void requireJson(AsciiBuffer out) {
    try (JsonParser parser = JSON.createParser(out.buffer(), 0, out.size())) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
