package io.sluice.mrt.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** What of a message of RIS Live is looked at: who, when, and the octets of BGP. */
final class RisEnvelope {
  private static final int LONGEST = 65_535;

  private final JsonFactory json = new JsonFactory();

  /** Of the whole: ris_message, ris_error and so on. */
  String kind;

  /** Of the message: UPDATE, RIS_PEER_STATE and so on. */
  String type;

  String peer;
  String asn;
  String id;
  String host;
  String state;

  /** What an error says. */
  String error;

  /** When the collector got it, microseconds since 1970; -1 if that is not told. */
  long timeMicros;

  /** The octets of the message, as many as {@link #length}; -1 if they are not told. */
  byte[] raw = new byte[4096];

  int length;

  /**
   * Reads one.
   *
   * @throws IOException if it is no JSON, or the octets are none
   */
  void read(byte[] octets) throws IOException {
    kind = type = peer = asn = id = host = state = error = "";
    timeMicros = -1;
    length = -1;
    try (JsonParser parser = json.createParser(octets)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("type")) {
          kind = text(parser);
        } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
          data(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("no whole JSON object");
      }
    }
  }

  private void data(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> type = text(parser);
        case "peer" -> peer = text(parser);
        case "peer_asn" -> asn = text(parser);
        case "id" -> id = text(parser);
        case "host" -> host = text(parser);
        case "state" -> state = text(parser);
        case "message" -> error = text(parser);
        case "timestamp" -> time(parser);
        case "raw" -> raw(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken().isScalarValue()) {
      return parser.getText();
    }
    parser.skipChildren();
    return "";
  }

  private void time(JsonParser parser) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      parser.skipChildren();
      return;
    }
    double seconds = parser.getDoubleValue();
    // Until 2242: a double then still tells microseconds apart.
    if (seconds >= 0 && seconds < 1L << 33) {
      timeMicros = Math.round(seconds * 1e6);
    }
  }

  private void raw(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return;
    }
    char[] digits = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int count = parser.getTextLength();
    if (count % 2 != 0 || count / 2 > LONGEST) {
      throw new IOException("octets of " + count + " digits");
    }
    if (count / 2 > raw.length) {
      raw = Arrays.copyOf(raw, LONGEST);
    }
    for (int i = 0; i < count / 2; i++) {
      int high = Character.digit(digits[from + 2 * i], 16);
      int low = Character.digit(digits[from + 2 * i + 1], 16);
      if ((high | low) < 0) {
        throw new IOException("octets that are no hexadecimal digits");
      }
      raw[i] = (byte) (high << 4 | low);
    }
    length = count / 2;
  }
}
