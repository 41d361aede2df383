package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.wire.Bytes;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes what an OPEN says of one capability, all of its occurrences together. */
final class CapabilityJson {
  private static final String[] ROLES = {"PROVIDER", "RS", "RS-CLIENT", "CUSTOMER", "PEER"};
  private static final String[] ADD_PATH = {"", "RECEIVE", "SEND", "BIDIR"};

  private CapabilityJson() {}

  /** False when one of the values is malformed. */
  static boolean write(int code, List<byte[]> values, AsciiBuffer out) {
    byte[] last = values.get(values.size() - 1);
    switch (code) {
      case CapabilityCode.MULTIPROTOCOL:
        return families(values, out);
      case CapabilityCode.EXTENDED_NEXT_HOP:
        return extendedNextHop(values, out);
      case CapabilityCode.ADD_PATH:
        return addPath(values, out);
      case CapabilityCode.ROLE:
        if (!all(values, 1)) {
          return false;
        }
        role(last[0] & 0xff, out);
        return true;
      case CapabilityCode.FOUR_OCTET_AS:
        if (!all(values, 4)) {
          return false;
        }
        out.number(Bytes.u32(last, 0));
        return true;
      case CapabilityCode.FQDN:
        return name(values, out);
      default:
        raw(values, out);
        return true;
    }
  }

  private static boolean all(List<byte[]> values, int length) {
    return values.stream().allMatch(v -> v.length == length);
  }

  private static boolean families(List<byte[]> values, AsciiBuffer out) {
    if (!all(values, 4)) {
      return false;
    }
    TreeSet<Integer> families = new TreeSet<>();
    values.forEach(v -> families.add(Bytes.u16(v, 0) << 8 | v[3] & 0xff));
    strings(families.stream().map(FamilyNames::family).toList(), out);
    return true;
  }

  private static boolean extendedNextHop(List<byte[]> values, AsciiBuffer out) {
    TreeSet<Long> entries = new TreeSet<>();
    for (byte[] v : values) {
      if (v.length % 6 != 0) {
        return false;
      }
      for (int i = 0; i < v.length; i += 6) {
        entries.add((long) Bytes.u16(v, i) << 24 | (v[i + 3] & 0xffL) << 16 | Bytes.u16(v, i + 4));
      }
    }
    strings(
        entries.stream()
            .map(
                e ->
                    FamilyNames.family((int) (e >>> 16))
                        + "/"
                        + FamilyNames.afi((int) (e & 0xffff)))
            .toList(),
        out);
    return true;
  }

  private static boolean addPath(List<byte[]> values, AsciiBuffer out) {
    TreeMap<Integer, Integer> modes = new TreeMap<>();
    for (byte[] v : values) {
      if (v.length % 4 != 0) {
        return false;
      }
      for (int i = 0; i < v.length; i += 4) {
        if (v[i + 3] < 1 || v[i + 3] >= ADD_PATH.length) {
          return false;
        }
        modes.put(Bytes.u16(v, i) << 8 | v[i + 2] & 0xff, (int) v[i + 3]);
      }
    }
    strings(
        modes.entrySet().stream()
            .map(e -> FamilyNames.family(e.getKey()) + "/" + ADD_PATH[e.getValue()])
            .toList(),
        out);
    return true;
  }

  private static void strings(List<String> texts, AsciiBuffer out) {
    out.put('[');
    for (int i = 0; i < texts.size(); i++) {
      out.put(i > 0 ? ",\"" : "\"").put(texts.get(i)).put('"');
    }
    out.put(']');
  }

  private static void role(int role, AsciiBuffer out) {
    if (role < ROLES.length) {
      out.put('"').put(ROLES[role]).put('"');
    } else {
      out.number(role);
    }
  }

  private static boolean name(List<byte[]> values, AsciiBuffer out) {
    for (byte[] v : values) {
      if (v.length < 2 || (v[0] & 0xff) > v.length - 2) {
        return false;
      }
      int domainAt = 1 + (v[0] & 0xff);
      if ((v[domainAt] & 0xff) > v.length - domainAt - 1) {
        return false;
      }
    }
    byte[] v = values.get(values.size() - 1);
    int host = v[0] & 0xff;
    int domain = v[1 + host] & 0xff;
    out.put("{\"host\":");
    JsonText.quoted(v, 1, host, out);
    if (domain > 0) {
      out.put(",\"domain\":");
      JsonText.quoted(v, 2 + host, domain, out);
    }
    out.put('}');
    return true;
  }

  private static void raw(List<byte[]> values, AsciiBuffer out) {
    List<byte[]> filled = values.stream().filter(v -> v.length > 0).toList();
    if (filled.isEmpty()) {
      out.put("true");
    } else if (filled.size() == 1) {
      JsonText.hex(filled.get(0), 0, filled.get(0).length, out);
    } else {
      out.put('[');
      for (int i = 0; i < filled.size(); i++) {
        if (i > 0) {
          out.put(',');
        }
        JsonText.hex(filled.get(i), 0, filled.get(i).length, out);
      }
      out.put(']');
    }
  }
}
