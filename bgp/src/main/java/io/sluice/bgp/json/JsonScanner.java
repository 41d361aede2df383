package io.sluice.bgp.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks JSON from front to back without making a tree of it. As lenient as bgpipe: numbers may be
 * {@code 0x10} and the like, blanks may stand anywhere. Reusable; not thread safe.
 */
final class JsonScanner {
  private static final int DEEPEST = 64;

  private byte[] b;
  private int at;
  private int end;
  private int textFrom;
  private int textTo;
  private boolean escaped;
  private int keyFrom;
  private int keyTo;

  /** The key if it has escapes; else it is made of its octets when it is asked for. */
  private String key;

  private final Words words = new Words();

  /** Begins anew on a range. */
  JsonScanner reset(byte[] bytes, int from, int to) {
    b = bytes;
    at = from;
    end = to;
    return this;
  }

  JsonFault fault(String problem) {
    return new JsonFault(at, problem);
  }

  /** A fault in the scalar read last. */
  JsonFault faultInText(String problem) {
    return new JsonFault(textFrom, problem + ": " + raw());
  }

  byte[] bytes() {
    return b;
  }

  /** Index of what comes next. */
  int position() {
    skipBlanks();
    return at;
  }

  /** Index behind what was read last. */
  int behind() {
    return at;
  }

  /** Goes back to an index that {@link #position} gave. */
  void position(int index) {
    at = index;
  }

  private void skipBlanks() {
    if (at < end && b[at] > ' ') {
      return;
    }
    while (at < end && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r' || b[at] == '\n')) {
      at++;
    }
  }

  /** The first character of the next value or sign; 0 at the end. */
  char peek() {
    skipBlanks();
    return at < end ? (char) (b[at] & 0xff) : 0;
  }

  private void take(char sign, String wanted) {
    if (!takes(sign)) {
      throw fault("expected " + wanted);
    }
  }

  private boolean takes(char sign) {
    skipBlanks();
    if (at < end && b[at] == sign) {
      at++;
      return true;
    }
    return false;
  }

  /** Enters an array. */
  void beginArray() {
    take('[', "an array here");
  }

  /** Enters an object. */
  void beginObject() {
    take('{', "an object here");
  }

  /**
   * Goes to the next element of an array.
   *
   * @param first whether it would be the first
   * @return false behind the last one; then the array has been left
   */
  boolean nextElement(boolean first) {
    return next(first, ']');
  }

  /** As {@link #nextElement}, in an object; the key is then the {@link #text} at hand. */
  boolean nextMember(boolean first) {
    if (!next(first, '}')) {
      return false;
    }
    if (peek() != '"') {
      throw fault("expected a key in quotes");
    }
    scalar();
    keyFrom = textFrom;
    keyTo = textTo;
    key = escaped ? text() : null;
    take(':', "a colon behind the key");
    return true;
  }

  /** The key of the member that {@link #nextMember} went to. */
  String key() {
    return key != null ? key : words.of(b, keyFrom, keyTo);
  }

  private boolean next(boolean first, char close) {
    if (takes(close)) {
      return false;
    }
    if (at >= end || b[at] == 0) {
      throw fault("the line ends before " + close);
    }
    if (!first) {
      if (!takes(',')) {
        throw fault("expected a comma or " + close);
      }
      if (peek() == close) {
        throw fault("a comma with nothing behind it");
      }
    }
    return true;
  }

  /** Whether the next value is {@code null}; it is taken then. */
  boolean takeNull() {
    skipBlanks();
    boolean there =
        end - at >= 4 && b[at] == 'n' && b[at + 1] == 'u' && b[at + 2] == 'l' && b[at + 3] == 'l';
    if (there) {
      at += 4;
    }
    return there;
  }

  /** Reads a string, a number or a word; its text is then at hand. True for a string. */
  boolean scalar() {
    escaped = false;
    if (peek() == '"') {
      string();
      return true;
    }
    textFrom = at;
    while (at < end && !endsWord(b[at])) {
      at++;
    }
    textTo = at;
    if (textFrom == textTo) {
      throw fault("expected a value here");
    }
    return false;
  }

  private void string() {
    byte[] in = b;
    int to = end;
    int i = at + 1;
    textFrom = i;
    while (i < to && in[i] != '"') {
      if (in[i] == '\\') {
        escaped = true;
        i++;
      }
      i++;
    }
    if (i >= to) {
      at = i;
      throw new JsonFault(textFrom - 1, "the string is not closed");
    }
    textTo = i;
    at = i + 1;
  }

  private static boolean endsWord(byte c) {
    return c == ',' || c == ']' || c == '}' || c == '[' || c == '{' || c == ':' || c == '"'
        || c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** Whether the scalar read last is empty. */
  boolean isEmpty() {
    return textFrom == textTo;
  }

  /** Index of the first octet of the scalar read last. */
  int textFrom() {
    return textFrom;
  }

  /** Index behind its last octet. */
  int textTo() {
    return textTo;
  }

  /** The scalar read last as it stands, escapes and all. */
  String raw() {
    return new String(b, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
  }

  /** The same of a scalar that is one of a few words. */
  String word() {
    return words.of(b, textFrom, textTo);
  }

  /**
   * The scalar read last as text, its octets taken for UTF-8; where they are none, for the first
   * 256 characters of Unicode, as other writers of JSON mean {@code \\u00e9}.
   */
  String text() {
    if (!escaped) {
      return raw();
    }
    byte[] octets = octets();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }

  /** The scalar read last as octets: {@code \\u00e9} is one of them, as bgpipe writes them. */
  byte[] octets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(textTo - textFrom);
    for (int i = textFrom; i < textTo; i++) {
      if (b[i] != '\\' || i + 1 >= textTo) {
        out.write(b[i]);
        continue;
      }
      switch (b[++i]) {
        case 'n' -> out.write('\n');
        case 'r' -> out.write('\r');
        case 't' -> out.write('\t');
        case 'b' -> out.write('\b');
        case 'f' -> out.write('\f');
        case 'u' -> {
          unicode(i + 1, out);
          i += 4;
        }
        default -> out.write(b[i]);
      }
    }
    return out.toByteArray();
  }

  private void unicode(int from, ByteArrayOutputStream out) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < textTo ? Character.digit(b[i], 16) : -1;
      if (digit < 0) {
        throw new JsonFault(from - 2, "\\u wants four hexadecimal digits");
      }
      value = value << 4 | digit;
    }
    if (value <= 0xff) {
      out.write(value);
    } else {
      out.writeBytes(String.valueOf((char) value).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Reads a number from 0 up to a largest one, in quotes or not. */
  long number(long most) {
    scalar();
    long value = PlainText.decimal(b, textFrom, textTo);
    value = value < 0 ? JsonNumbers.unsigned(raw()) : value;
    if (value < 0 || value > most) {
      throw faultInText("expected a number from 0 to " + most);
    }
    return value;
  }

  /** Reads a truth value, in quotes or not. */
  boolean truth() {
    scalar();
    return switch (raw()) {
      case "true", "TRUE", "1" -> true;
      case "false", "FALSE", "0" -> false;
      default -> throw faultInText("expected true or false");
    };
  }

  /** The octets of hexadecimal digits in the scalar read last, with or without 0x in front. */
  byte[] hex() {
    int from = textFrom;
    if (textTo - from >= 2 && b[from] == '0' && b[from + 1] == 'x') {
      from += 2;
    }
    if ((textTo - from) % 2 != 0) {
      throw faultInText("expected pairs of hexadecimal digits");
    }
    byte[] octets = new byte[(textTo - from) / 2];
    for (int i = 0; i < octets.length; i++) {
      int high = Character.digit(b[from + 2 * i], 16);
      int low = Character.digit(b[from + 2 * i + 1], 16);
      if (high < 0 || low < 0) {
        throw faultInText("expected hexadecimal digits");
      }
      octets[i] = (byte) (high << 4 | low);
    }
    return octets;
  }

  /** Passes over the next value, whatever it is. */
  void skipValue() {
    skipValue(0);
  }

  private void skipValue(int depth) {
    if (depth > DEEPEST) {
      throw fault("nested deeper than " + DEEPEST);
    }
    boolean first = true;
    switch (peek()) {
      case '[' -> {
        beginArray();
        while (nextElement(first)) {
          first = false;
          skipValue(depth + 1);
        }
      }
      case '{' -> {
        beginObject();
        while (nextMember(first)) {
          first = false;
          skipValue(depth + 1);
        }
      }
      default -> scalar();
    }
  }
}
