package io.sluice.bgp.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.bgp.json.ExtendedCommunityText;
import java.io.IOException;

/** Reads the extended community that a filter asks for: one JSON object, or a list of one. */
final class ExtendedCommunityValue {
  private static final JsonFactory JSON = new JsonFactory();

  private String type;
  private String value;
  private boolean nonTransitive;

  private ExtendedCommunityValue() {}

  /** The eight octets of the value of a term. */
  static long of(Term t) {
    ExtendedCommunityValue read = new ExtendedCommunityValue();
    try (JsonParser p = JSON.createParser(t.value().text())) {
      JsonToken token = p.nextToken();
      boolean list = token == JsonToken.START_ARRAY;
      read.object(p, list ? p.nextToken() : token);
      if (list && p.nextToken() != JsonToken.END_ARRAY || p.nextToken() != null) {
        throw new IllegalArgumentException("more than one value");
      }
      return read.community();
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof IOException ? "not JSON" : e.getMessage();
      throw t.badValue(
          "an extended community is an object such as {\"type\":\"TARGET\",\"value\":\"65000:100\"}"
              + "; this is none: "
              + why);
    }
  }

  private long community() {
    if (type == null || value == null) {
      throw new IllegalArgumentException("type and value are needed");
    }
    return ExtendedCommunityText.community(ExtendedCommunityText.type(type), value, nonTransitive);
  }

  private void object(JsonParser p, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no object");
    }
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String key = p.currentName();
      boolean nested = p.nextToken() == JsonToken.START_OBJECT;
      switch (key) {
        case "type" -> type = p.getText();
        case "value" -> value = nested ? bits(p) : p.getText();
        case "nontransitive" -> nonTransitive = p.getText().matches("true|1");
        default -> throw new IllegalArgumentException("there is no " + key);
      }
    }
  }

  /** The bits of a flow action. */
  private static String bits(JsonParser p) throws IOException {
    int bits = 0;
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String key = p.currentName();
      p.nextToken();
      int bit =
          switch (key) {
            case "terminal", "copy" -> 1;
            case "sample" -> 2;
            default -> throw new IllegalArgumentException("there is no " + key);
          };
      bits |= p.getValueAsBoolean() ? bit : 0;
    }
    return Integer.toString(bits);
  }
}
