package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the capabilities of an OPEN, by code the values to write. */
final class CapabilityReader {
  private static final int ENTRIES = 42;

  private CapabilityReader() {}

  static void read(JsonScanner in, Map<Integer, List<byte[]>> into) {
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      int code = code(in);
      if (!in.takeNull()) {
        into.put(code, values(in, code));
      }
    }
  }

  private static int code(JsonScanner in) {
    String name = in.key();
    boolean lower = name.equals(name.toLowerCase(Locale.ROOT));
    int code = CapabilityNames.codeOf(lower ? name.toUpperCase(Locale.ROOT) : name);
    if (code < 0 && name.startsWith("CAP_")) {
      long number = JsonNumbers.unsigned(name.substring(4));
      code = number > 255 ? -1 : (int) number;
    }
    if (code < 0) {
      throw in.fault("there is no capability " + name);
    }
    return code;
  }

  private static List<byte[]> values(JsonScanner in, int code) {
    return switch (code) {
      case CapabilityCode.MULTIPROTOCOL -> families(in);
      case CapabilityCode.EXTENDED_NEXT_HOP -> extendedNextHop(in);
      case CapabilityCode.ADD_PATH -> addPath(in);
      case CapabilityCode.ROLE -> List.of(new byte[] {(byte) role(in)});
      case CapabilityCode.FOUR_OCTET_AS ->
          List.of(new ByteSink(4).u32(in.number(0xffffffffL)).toByteArray());
      case CapabilityCode.FQDN -> List.of(name(in));
      default -> raw(in);
    };
  }

  private static List<String> words(JsonScanner in) {
    List<String> words = new ArrayList<>();
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        in.scalar();
        words.add(in.raw());
      }
    }
    return words;
  }

  /** The packed family in front of the last slash of a word, or of the whole word. */
  private static int family(JsonScanner in, String word, boolean more) {
    int end = more ? word.lastIndexOf('/') : word.length();
    AddressFamily family = end < 0 ? null : FamilyNames.familyOf(word.substring(0, end));
    if (family == null) {
      throw in.faultInText("expected a family such as IPV4/UNICAST" + (more ? "/.." : ""));
    }
    return family.packed();
  }

  private static String last(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  private static List<byte[]> families(JsonScanner in) {
    TreeSet<Integer> families = new TreeSet<>();
    words(in).forEach(word -> families.add(family(in, word, false)));
    return families.stream()
        .map(f -> new ByteSink(4).u16(f >>> 8).u8(0).u8(f & 0xff).toByteArray())
        .toList();
  }

  private static List<byte[]> extendedNextHop(JsonScanner in) {
    TreeSet<Long> entries = new TreeSet<>();
    for (String word : words(in)) {
      int nextHop = FamilyNames.afiOf(last(word));
      if (nextHop < 0) {
        throw in.faultInText("expected a family and the AFI of its next hop");
      }
      entries.add((long) family(in, word, true) << 16 | nextHop);
    }
    List<byte[]> values = new ArrayList<>();
    ByteSink value = new ByteSink();
    for (long e : entries) {
      if (value.size() == 6 * ENTRIES) {
        values.add(value.toByteArray());
        value.clear();
      }
      value.u16((int) (e >>> 24)).u16((int) (e >>> 16) & 0xff).u16((int) e & 0xffff);
    }
    values.add(value.toByteArray());
    return values;
  }

  private static List<byte[]> addPath(JsonScanner in) {
    TreeMap<Integer, Integer> modes = new TreeMap<>();
    for (String word : words(in)) {
      int mode =
          switch (last(word).toUpperCase(Locale.ROOT)) {
            case "RECEIVE" -> 1;
            case "SEND" -> 2;
            case "BIDIR" -> 3;
            default -> throw in.faultInText("expected RECEIVE, SEND or BIDIR behind the family");
          };
      modes.put(family(in, word, true), mode);
    }
    return modes.entrySet().stream()
        .map(e -> new ByteSink(4).u24(e.getKey()).u8(e.getValue()).toByteArray())
        .toList();
  }

  private static int role(JsonScanner in) {
    in.scalar();
    return switch (in.raw()) {
      case "PROVIDER" -> 0;
      case "RS" -> 1;
      case "RS-CLIENT" -> 2;
      case "CUSTOMER" -> 3;
      case "PEER" -> 4;
      default -> {
        long role = JsonNumbers.unsigned(in.raw());
        if (role < 0 || role > 255) {
          throw in.faultInText("expected a role: PROVIDER, RS, RS-CLIENT, CUSTOMER, PEER");
        }
        yield (int) role;
      }
    };
  }

  private static byte[] name(JsonScanner in) {
    byte[] host = {};
    byte[] domain = {};
    in.beginObject();
    for (boolean first = true; in.nextMember(first); first = false) {
      if (in.takeNull()) {
        continue;
      }
      String key = in.key();
      in.scalar();
      if (key.equals("host")) {
        host = in.octets();
      } else if (key.equals("domain")) {
        domain = in.octets();
      }
    }
    return new ByteSink().u8(host.length).bytes(host).u8(domain.length).bytes(domain).toByteArray();
  }

  private static List<byte[]> raw(JsonScanner in) {
    List<byte[]> values = new ArrayList<>();
    if (in.peek() != '[') {
      values.add(rawValue(in));
      return values;
    }
    in.beginArray();
    for (boolean first = true; in.nextElement(first); first = false) {
      if (!in.takeNull()) {
        values.add(rawValue(in));
      }
    }
    return values;
  }

  private static byte[] rawValue(JsonScanner in) {
    in.scalar();
    if (in.raw().equals("true")) {
      return new byte[0];
    }
    if (in.isEmpty()) {
      throw in.faultInText("expected true or hexadecimal digits");
    }
    return in.hex();
  }
}
