package io.sluice.bgp.json;

import java.util.List;

/**
 * Finds a value in JSON by its path, such as {@code attrs.ASPATH.value.0}: keys of objects, places
 * in arrays from 0. For well-formed JSON without blanks between its parts, as {@link JsonWriter}
 * writes it, but for the one in an aggregator. Reusable; not thread safe.
 */
public final class JsonPath {
  private final List<byte[]> keys;
  private final int[] places;
  private int from;
  private int to;

  /** A path whose parts are parted by points; empty parts are none. */
  public JsonPath(String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    keys = parts.stream().map(Ascii::of).toList();
    places =
        parts.stream().mapToInt(p -> p.matches("[0-9]{1,9}") ? Integer.parseInt(p) : -1).toArray();
  }

  /** Looks the value up; tells whether it is there. Then {@link #from} and {@link #to} hold it. */
  public boolean find(byte[] json, int start, int end) {
    int at = start;
    for (int i = 0; i < places.length; i++) {
      if (at >= end) {
        return false;
      }
      at =
          switch (json[at]) {
            case '{' -> member(json, at, keys.get(i));
            case '[' -> element(json, at, places[i]);
            default -> -1;
          };
      if (at < 0) {
        return false;
      }
    }
    from = at;
    to = skip(json, at);
    return true;
  }

  /** Where the value begins; behind its opening quote when it is a string. */
  public int from(byte[] json) {
    return json[from] == '"' ? from + 1 : from;
  }

  /** Where it ends; before its closing quote when it is a string. */
  public int to(byte[] json) {
    return json[from] == '"' ? to - 1 : to;
  }

  private static int member(byte[] b, int object, byte[] key) {
    int at = object + 1;
    while (b[at] != '}') {
      int keyEnd = skip(b, at);
      boolean same = keyEnd - at - 2 == key.length;
      for (int i = 0; same && i < key.length; i++) {
        same = b[at + 1 + i] == key[i];
      }
      at = keyEnd + 1;
      if (same) {
        return at;
      }
      at = skip(b, at);
      while (b[at] == ',' || b[at] == ' ') {
        at++;
      }
    }
    return -1;
  }

  private static int element(byte[] b, int array, int place) {
    if (place < 0) {
      return -1;
    }
    int at = array + 1;
    for (int i = 0; b[at] != ']'; i++) {
      if (i == place) {
        return at;
      }
      at = skip(b, at);
      if (b[at] == ',') {
        at++;
      }
    }
    return -1;
  }

  /** Where the value ends that begins at an index. */
  private static int skip(byte[] b, int start) {
    int depth = 0;
    int at = start;
    do {
      switch (b[at]) {
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case '"' -> at = skipString(b, at);
        case ',', ':', ' ' -> at++;
        default -> at = skipWord(b, at);
      }
    } while (depth > 0);
    return at;
  }

  private static int skipString(byte[] b, int start) {
    int at = start + 1;
    while (b[at] != '"') {
      at += b[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static int skipWord(byte[] b, int start) {
    int at = start;
    while (at < b.length && b[at] != ',' && b[at] != '}' && b[at] != ']') {
      at++;
    }
    return at;
  }
}
