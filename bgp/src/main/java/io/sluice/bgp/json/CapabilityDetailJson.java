package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes what is in capabilities that stand as hexadecimal octets in bgpipe's lines. */
final class CapabilityDetailJson {
  private CapabilityDetailJson() {}

  /**
   * Appends {@code ,"decoded":{"GRACEFUL_RESTART":..}}, or nothing when there is none of them. Of a
   * repeated capability the last counts; one that is malformed is {@code {"why":".."}}, one without
   * a decoder {@code null}.
   */
  static void write(Open open, AsciiBuffer out) {
    int before = out.size();
    out.put(",\"decoded\":{");
    boolean any = false;
    for (int code : open.capabilityCodes()) {
      Decoded<CapabilityValue> last = null;
      for (Open.Capability c : open.capabilities()) {
        last = c.code() == code ? c.decode() : last;
      }
      int start = out.size();
      out.put(any ? ",\"" : "\"").put(CapabilityNames.name(code)).put("\":");
      if (decoded(last, out)) {
        any = true;
      } else {
        out.truncate(start);
      }
    }
    if (any) {
      out.put('}');
    } else {
      out.truncate(before);
    }
  }

  /** False for those that bgpipe decodes itself, and for those whose presence says it all. */
  private static boolean decoded(Decoded<CapabilityValue> last, AsciiBuffer out) {
    if (!last.ok()) {
      out.put("{\"why\":\"the length is none that its parts can have\"}");
      return true;
    }
    if (last.value() instanceof CapabilityValue.Raw) {
      out.put("null");
      return true;
    }
    return value(last.value(), out);
  }

  /** False for those that bgpipe decodes itself. */
  private static boolean value(CapabilityValue value, AsciiBuffer out) {
    if (value instanceof CapabilityValue.GracefulRestart g) {
      out.put("{\"restarted\":").put(bool((g.flags() & 8) != 0));
      out.put(",\"notification\":").put(bool((g.flags() & 4) != 0));
      out.put(",\"time\":").number(g.restartTime()).put(",\"families\":");
      list(
          g.entries(),
          out,
          (e, o) -> {
            family(e.family().packed(), o);
            o.put(",\"preserved\":").put(bool((e.flags() & 0x80) != 0));
          });
      out.put('}');
    } else if (value instanceof CapabilityValue.LongLivedGracefulRestart l) {
      list(
          l.entries(),
          out,
          (e, o) -> {
            family(e.family().packed(), o);
            o.put(",\"preserved\":").put(bool((e.flags() & 0x80) != 0));
            o.put(",\"time\":").number(e.staleTime());
          });
    } else if (value instanceof CapabilityValue.PathsLimit p) {
      list(
          p.entries(),
          out,
          (e, o) -> {
            family(e.family().packed(), o);
            o.put(",\"limit\":").number(e.limit());
          });
    } else if (value instanceof CapabilityValue.MultipleLabels m) {
      list(
          m.entries(),
          out,
          (e, o) -> {
            family(e.family().packed(), o);
            o.put(",\"count\":").number(e.count());
          });
    } else if (value instanceof CapabilityValue.SoftwareVersion s) {
      byte[] text = s.version().getBytes(StandardCharsets.UTF_8);
      JsonText.quoted(text, 0, text.length, out);
    } else if (value instanceof CapabilityValue.BgpSec s) {
      out.put("{\"version\":").number(s.version()).put(",\"send\":").put(bool(s.send()));
      out.put(",\"afi\":\"").put(FamilyNames.afi(s.afi())).put("\"}");
    } else if (value instanceof CapabilityValue.OutboundRouteFiltering f) {
      list(
          f.entries(),
          out,
          (e, o) -> {
            family(e.family().packed(), o);
            o.put(",\"filters\":");
            list(
                e.filters(),
                o,
                (x, p) -> p.put("\"type\":").number(x.type()).put(",\"mode\":").number(x.mode()));
          });
    } else {
      return false;
    }
    return true;
  }

  private static String bool(boolean value) {
    return value ? "true" : "false";
  }

  private static void family(int packed, AsciiBuffer out) {
    out.put("\"af\":\"").put(FamilyNames.family(packed)).put('"');
  }

  private static <E> void list(List<E> entries, AsciiBuffer out, BiConsumer<E, AsciiBuffer> write) {
    out.put('[');
    for (int i = 0; i < entries.size(); i++) {
      out.put(i > 0 ? ",{" : "{");
      write.accept(entries.get(i), out);
      out.put('}');
    }
    out.put(']');
  }
}
