package io.sluice.bgp.json;

import io.sluice.bgp.wire.ByteSink;
import java.util.Locale;

/** Reads the values of a flow component: {@code [{"and":true,"op":"<=","val":1024}]}. */
final class FlowspecValueReader {
  private static final int END = 0x80;
  private static final int AND = 0x40;
  private static final int LENGTH_SHIFT = 4;

  private FlowspecValueReader() {}

  static void array(JsonScanner in, ByteSink out) {
    int operatorAt = -1;
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        operatorAt = out.size();
        value(in, out);
      }
    }
    if (operatorAt >= 0) {
      out.setU8(operatorAt, out.array()[operatorAt] | END);
    }
  }

  private static void value(JsonScanner in, ByteSink out) {
    int operator = 0;
    long value = 0;
    long length = 0;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      String key = in.key();
      if (in.takeNull()) {
        continue;
      }
      switch (key) {
        case "and" -> operator |= in.truth() ? AND : 0;
        case "op" -> operator |= operator(in);
        case "val" -> value = value(in);
        case "len" -> length = in.number(8);
        default -> throw in.fault("a flow value has and, op, val, len, no " + key);
      }
    }
    int size = value >>> 32 != 0 ? 8 : value > 0xffff ? 4 : value > 0xff ? 2 : 1;
    if (length != 0) {
      if (Long.bitCount(length) != 1) {
        throw in.fault("the length of a flow value is 1, 2, 4 or 8");
      }
      size = (int) length;
    }
    out.u8(operator | Integer.numberOfTrailingZeros(size) << LENGTH_SHIFT);
    for (int i = size - 1; i >= 0; i--) {
      out.u8((int) (value >>> 8 * i) & 0xff);
    }
  }

  private static long value(JsonScanner in) {
    in.scalar();
    String text = in.raw();
    try {
      long value = JsonNumbers.unsigned(text);
      if (value >= 0) {
        return value;
      }
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw in.faultInText("expected a number of 64 bits");
    }
  }

  private static int operator(JsonScanner in) {
    in.scalar();
    return switch (in.raw().toUpperCase(Locale.ROOT)) {
      case "FALSE", "0" -> 0;
      case "TRUE", "1" -> 7;
      case "==" -> 1;
      case ">" -> 2;
      case ">=" -> 3;
      case "<" -> 4;
      case "<=" -> 5;
      case "!=" -> 6;
      case "ANY" -> 0;
      case "ALL" -> 1;
      case "NONE" -> 2;
      case "NOT-ALL" -> 3;
      default -> throw in.faultInText("expected an operator such as ==, <=, ANY or ALL");
    };
  }
}
