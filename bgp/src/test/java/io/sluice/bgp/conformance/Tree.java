package io.sluice.bgp.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, and text for all else; small, for tests. */
final class Tree {
  private static final JsonFactory JSON = new JsonFactory();

  private Tree() {}

  static Object parse(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, value(parser));
      }
      return map;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  /** What stands at a path of keys; {@code null} when a step is missing. */
  static Object at(Object tree, String... keys) {
    Object at = tree;
    for (String key : keys) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  static String text(Object tree, String... keys) {
    Object at = at(tree, keys);
    return at == null ? null : at.toString();
  }

  /** The list at a path of keys; empty when there is none. */
  static List<?> list(Object tree, String... keys) {
    return at(tree, keys) instanceof List<?> list ? list : List.of();
  }

  /** The object at a path of keys; empty when there is none. */
  static Map<?, ?> map(Object tree, String... keys) {
    return at(tree, keys) instanceof Map<?, ?> map ? map : Map.of();
  }
}
