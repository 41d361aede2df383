package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import java.nio.charset.StandardCharsets;

/** Strings and hexadecimal values of the JSON form. Strings are escaped octet by octet. */
final class JsonText {
  private JsonText() {}

  /** Octets as a quoted string. */
  static void quoted(byte[] bytes, int offset, int length, AsciiBuffer out) {
    out.put('"');
    for (int i = offset; i < offset + length; i++) {
      octet(bytes[i] & 0xff, out);
    }
    out.put('"');
  }

  /** Text as a quoted string, by its octets in UTF-8. */
  static void quoted(String text, AsciiBuffer out) {
    out.put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7e) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        for (byte b : rest) {
          octet(b & 0xff, out);
        }
        break;
      }
      octet(c, out);
    }
    out.put('"');
  }

  private static void octet(int c, AsciiBuffer out) {
    switch (c) {
      case '"' -> out.put("\\\"");
      case '\\' -> out.put("\\\\");
      case '\r' -> out.put("\\r");
      case '\n' -> out.put("\\n");
      case '\t' -> out.put("\\t");
      default -> {
        if (c >= 0x20 && c <= 0x7e) {
          out.put((char) c);
        } else {
          out.put("\\u00").hexOctet(c);
        }
      }
    }
  }

  /** Octets as {@code "0x..."}; none as {@code ""}. */
  static void hex(byte[] bytes, int offset, int length, AsciiBuffer out) {
    out.put('"');
    if (length > 0) {
      out.put('0').put('x').hex(bytes, offset, length);
    }
    out.put('"');
  }

  /** Octets as {@code "0x..."}; none as {@code true}. */
  static void hexOrTrue(byte[] bytes, int offset, int length, AsciiBuffer out) {
    if (length == 0) {
      out.put("true");
    } else {
      hex(bytes, offset, length, out);
    }
  }
}
