package io.sluice.bgp.json;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.attr.AttributeShapes;
import io.sluice.bgp.wire.ByteSink;
import java.util.Arrays;
import java.util.Locale;

/** Reads path attributes, each {@code "NAME":{"flags":"OT","value":..}} or {@code "NAME":VALUE}. */
final class AttributeReader {
  private static final int LONGEST = 65535;

  private final ByteSink[] values = new ByteSink[256];
  private final int[] flags = new int[256];

  /** Which codes are there, a bit for each. */
  private final long[] there = new long[4];

  private final AttributeValueReader reader = new AttributeValueReader();

  void clear() {
    Arrays.fill(there, 0);
    reader.clear();
  }

  /** Takes an attribute whose value is known. */
  void put(int code, int flagsOctet, byte[] value) {
    sink(code).bytes(value);
    flags[code] = flagsOctet;
  }

  /** The value of an attribute to write to, empty if the attribute was not there. */
  private ByteSink sink(int code) {
    if (values[code] == null) {
      values[code] = new ByteSink(64);
    }
    if (!isThere(code)) {
      there[code >>> 6] |= 1L << code;
      values[code].clear();
    }
    return values[code];
  }

  private boolean isThere(int code) {
    return (there[code >>> 6] & 1L << code) != 0;
  }

  void object(JsonScanner in, DecodeContext context) {
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      int code = code(in);
      if (in.takeNull()) {
        continue;
      }
      flags[code] = defaultFlags(code);
      if (in.peek() == '{' && fullForm(in, code, context)) {
        continue;
      }
      reader.read(in, code, context, sink(code));
    }
  }

  private static int code(JsonScanner in) {
    String name = in.key();
    int usual = AttributeNames.codeOfUsual(name);
    if (usual >= 0) {
      return usual;
    }
    boolean oneCase =
        name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
    int code = oneCase ? AttributeNames.codeOf(name) : -1;
    if (code < 0 && name.startsWith("ATTR_")) {
      long number = JsonNumbers.unsigned(name.substring(5));
      code = number > 255 ? -1 : (int) number;
    }
    if (code < 0) {
      throw in.fault("there is no attribute " + name);
    }
    return code;
  }

  private static int defaultFlags(int code) {
    return switch (code) {
      case AttributeCode.ORIGIN,
          AttributeCode.AS_PATH,
          AttributeCode.NEXT_HOP,
          AttributeCode.LOCAL_PREF,
          AttributeCode.ATOMIC_AGGREGATE ->
          AttributeCode.TRANSITIVE;
      case AttributeCode.COMMUNITIES,
          AttributeCode.EXTENDED_COMMUNITIES,
          AttributeCode.LARGE_COMMUNITY,
          AttributeCode.AGGREGATOR,
          AttributeCode.ONLY_TO_CUSTOMER ->
          AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;
      default -> AttributeCode.OPTIONAL;
    };
  }

  /** Reads an object with flags and value; without flags it is itself the value: then false. */
  private boolean fullForm(JsonScanner in, int code, DecodeContext context) {
    int start = in.position();
    int valueAt = -1;
    int decodedAt = -1;
    boolean flagged = false;
    boolean read = false;
    int before = 0;
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      switch (in.key()) {
        case "flags" -> {
          flags[code] = flags(in);
          flagged = true;
        }
        case "value" -> {
          if (read) {
            // Of one that stands twice the last counts.
            sink(code).truncate(Math.min(before, sink(code).size()));
          }
          read = flagged && valueAt < 0 && standsAlone(code, context);
          valueAt = in.position();
          if (read) {
            before = sink(code).size();
            reader.read(in, code, context, sink(code));
          } else {
            in.skipValue();
          }
        }
        case "decoded" -> {
          decodedAt = in.position();
          in.skipValue();
        }
        default -> in.skipValue();
      }
    }
    if (!flagged) {
      in.position(start);
      return false;
    }
    if (valueAt < 0 && (decodedAt < 0 || !encodes(code))) {
      throw in.fault("an attribute with flags needs a value");
    }
    if (read) {
      return true;
    }
    int end = in.position();
    if (valueAt >= 0) {
      in.position(valueAt);
      reader.read(in, code, context, sink(code));
    } else {
      in.position(decodedAt);
      encode(in, code, context, sink(code).clear());
    }
    in.position(end);
    return true;
  }

  /** Whether a value is written to the sink of its attribute at once. */
  private static boolean standsAlone(int code, DecodeContext context) {
    return context.as4() && !UpdateReader.hasRoutes(code);
  }

  /** Whether a value is read from what it decodes to. */
  private static boolean encodes(int code) {
    return code == AttributeCode.ATTR_SET || AttributeShapes.of(code) != null;
  }

  private static void encode(JsonScanner in, int code, DecodeContext context, ByteSink out) {
    FieldsReader fields = new FieldsReader(in);
    if (code == AttributeCode.ATTR_SET) {
      out.u32(fields.number("asn", 4));
      fields.enter("attrs");
      AttributeReader inner = new AttributeReader();
      inner.object(in, context.withAs4(true));
      inner.write(context, out);
    } else {
      AttributeShapes.of(code).encode(fields, out);
    }
  }

  private static int flags(JsonScanner in) {
    in.scalar();
    String text = in.word();
    int flags = 0;
    int at = 0;
    for (; at < text.length() && "OTPX".indexOf(text.charAt(at)) >= 0; at++) {
      flags |= AttributeCode.OPTIONAL >>> "OTPX".indexOf(text.charAt(at));
    }
    if (at < text.length()) {
      long number = JsonNumbers.unsigned(text.substring(at));
      if (number < 0 || number > 255) {
        throw in.faultInText("expected flags: O, T, P, X, then a number up to 255");
      }
      flags |= (int) number;
    }
    return flags;
  }

  /** The value of an attribute that follows from others, with its usual flags. */
  private ByteSink made(int code) {
    if (!isThere(code)) {
      flags[code] = AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;
    }
    return sink(code);
  }

  void addLeftOut(LeftOut all) {
    reader.addLeftOut(all);
  }

  /** Appends all attributes in the order of their codes. */
  void write(DecodeContext context, ByteSink out) {
    reader.finish(this::made, this::isThere);
    for (int word = 0; word < there.length; word++) {
      for (long left = there[word]; left != 0; left &= left - 1) {
        write(word << 6 | Long.numberOfTrailingZeros(left), out);
      }
    }
  }

  private void write(int code, ByteSink out) {
    ByteSink value = values[code];
    if (value.size() > LONGEST) {
      throw new JsonFault(0, AttributeNames.name(code) + " would be longer than 65535 octets");
    }
    if (value.size() > 255) {
      out.u8(flags[code] | AttributeCode.EXTENDED_LENGTH).u8(code).u16(value.size());
    } else {
      out.u8(flags[code] & ~AttributeCode.EXTENDED_LENGTH).u8(code).u8(value.size());
    }
    out.bytes(value.array(), 0, value.size());
  }
}
