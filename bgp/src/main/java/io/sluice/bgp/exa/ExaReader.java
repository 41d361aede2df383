package io.sluice.bgp.exa;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.Prefix;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.bgp.attr.OldPath;
import io.sluice.bgp.json.JsonNumbers;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the route commands of ExaBGP: {@code announce route PREFIX [next-hop ADDRESS] [origin igp]
 * [as-path [ 1 2 ]] [med N] [local-preference N] [community [ 1:2 ]] [large-community [ 1:2:3 ]]
 * [extended-community [ target:1:2 ]] [path-information ID]} and {@code withdraw route PREFIX}. A
 * path identifier may also stand before the prefix, {@code #ID#PREFIX}, as it is written; it counts
 * where the context has them. Other words are passed over, but for those that make a route one of
 * another family.
 */
public final class ExaReader {
  private static final int OPTIONAL_TRANSITIVE = AttributeCode.OPTIONAL | AttributeCode.TRANSITIVE;

  private final DecodeContext context;
  private ExaWords words;
  private UpdateBuilder builder;
  private Address nextHop;
  private long pathId;

  /** A reader whose messages are written in this context. */
  public ExaReader(DecodeContext context) {
    this.context = context;
  }

  /**
   * The UPDATE that a line stands for; {@code null} for a blank line or a comment.
   *
   * @throws ExaSyntaxException if it is no such command
   */
  public byte[] read(String line) {
    words = new ExaWords(line);
    if (words.atEnd() || line.strip().startsWith("#")) {
      return null;
    }
    builder = new UpdateBuilder(context);
    nextHop = null;
    pathId = 0;
    String command = words.next("announce or withdraw");
    if (!command.equals("announce") && !command.equals("withdraw")) {
      throw words.fail("a command begins with announce or withdraw");
    }
    if (!words.next("route").equals("route")) {
      throw words.fail("only routes can be read: " + command + " route PREFIX ..");
    }
    Prefix prefix = prefix();
    if (command.equals("withdraw")) {
      if (!words.atEnd()) {
        words.next("");
        throw words.fail("a withdrawal has nothing behind its prefix");
      }
      write(prefix, prefix.ipv6() ? builder.unreach(family(prefix)) : builder.withdrawn());
    } else {
      while (!words.atEnd()) {
        parameter(words.next("a parameter"), prefix.ipv6());
      }
      byte[] hop = nextHop != null && nextHop.ipv6() ? octets(nextHop) : Bytes.NONE;
      boolean inBody = !prefix.ipv6() && hop.length == 0;
      write(prefix, inBody ? builder.nlri() : builder.reach(family(prefix), hop));
    }
    return builder.canonical().build(Header.MAX_LENGTH).get().get(0);
  }

  private Prefix prefix() {
    String text = words.next("a prefix");
    int behind = text.indexOf('#', 1);
    try {
      if (text.startsWith("#") && behind > 0) {
        pathId = JsonNumbers.unsigned(text.substring(1, behind), 0xffffffffL);
        text = text.substring(behind + 1);
      }
      if (text.indexOf('/') > 0) {
        return Prefix.parse(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw words.fail("expected a prefix such as 192.0.2.0/24");
  }

  private static AddressFamily family(Prefix prefix) {
    return prefix.ipv6() ? AddressFamily.IPV6_UNICAST : AddressFamily.IPV4_UNICAST;
  }

  private void write(Prefix prefix, ByteSink out) {
    if (context.addPath(family(prefix).packed())) {
      out.u32(pathId);
    }
    byte[] address = octets(new Address(prefix.ipv6(), prefix.high(), prefix.low()));
    out.u8(prefix.bits()).bytes(address, 0, prefix.bits() + 7 >>> 3);
  }

  private static byte[] octets(Address a) {
    ByteSink out = new ByteSink(16);
    return (a.ipv6() ? out.i64(a.high()).i64(a.low()) : out.u32(a.high() >>> 32)).toByteArray();
  }

  private void parameter(String name, boolean ipv6) {
    try {
      switch (name) {
        case "path-information" -> pathId = pathId(words.next("a path identifier"));
        case "next-hop" -> nextHop(words.next("an address"), ipv6);
        case "origin" -> set(AttributeCode.ORIGIN, AttributeCode.TRANSITIVE, origin());
        case "as-path" -> path(path(values()));
        case "med" -> set(AttributeCode.MULTI_EXIT_DISC, AttributeCode.OPTIONAL, number());
        case "local-preference" ->
            set(AttributeCode.LOCAL_PREF, AttributeCode.TRANSITIVE, number());
        case "community" -> list(AttributeCode.COMMUNITIES, OPTIONAL_TRANSITIVE, communities());
        case "large-community" ->
            list(AttributeCode.LARGE_COMMUNITY, OPTIONAL_TRANSITIVE, largeCommunities());
        case "extended-community" ->
            list(AttributeCode.EXTENDED_COMMUNITIES, OPTIONAL_TRANSITIVE, extendedCommunities());
        case "label", "rd" ->
            throw words.fail("only unicast routes can be read, which have no " + name);
        default -> {}
      }
    } catch (IllegalArgumentException e) {
      throw e instanceof ExaSyntaxException x ? x : words.fail(e.getMessage());
    }
  }

  private void set(int code, int flags, ByteSink value) {
    builder.set(code, flags, value.toByteArray());
  }

  private void list(int code, int flags, ByteSink value) {
    if (value.size() > 0) {
      set(code, flags, value);
    }
  }

  private void nextHop(String text, boolean ipv6) {
    if (text.equals("self")) {
      return;
    }
    nextHop = Address.parse(text);
    if (nextHop.ipv6() && !ipv6 && !extendedNextHop()) {
      throw words.fail("an IPv6 next hop for an IPv4 prefix needs the capability (RFC 8950)");
    }
    if (!nextHop.ipv6()) {
      builder.set(AttributeCode.NEXT_HOP, AttributeCode.TRANSITIVE, octets(nextHop));
    }
  }

  private static long pathId(String text) {
    return text.indexOf('.') > 0
        ? Address.parse(text).high() >>> 32
        : JsonNumbers.unsigned(text, 0xffffffffL);
  }

  private boolean extendedNextHop() {
    return context.extendedNextHop(AddressFamily.IPV4_UNICAST.packed());
  }

  private ByteSink origin() {
    return switch (words.next("igp, egp or incomplete").toLowerCase(Locale.ROOT)) {
      case "igp" -> new ByteSink(1).u8(0);
      case "egp" -> new ByteSink(1).u8(1);
      case "incomplete" -> new ByteSink(1).u8(2);
      default -> throw words.fail("an origin is igp, egp or incomplete");
    };
  }

  private ByteSink number() {
    return new ByteSink(4).u32(JsonNumbers.unsigned(words.next("a number"), 0xffffffffL));
  }

  /** One value, or those between brackets. */
  private List<String> values() {
    String first = words.next("a value");
    if (!first.equals("[")) {
      return List.of(first);
    }
    List<String> values = new ArrayList<>();
    for (String value = words.next("]"); !value.equals("]"); value = words.next("]")) {
      values.add(value);
    }
    return values;
  }

  private ByteSink path(List<String> numbers) {
    ByteSink out = new ByteSink();
    for (int i = 0; i < numbers.size(); i++) {
      if (i % 255 == 0) {
        out.u8(AsPaths.AS_SEQUENCE).u8(Math.min(255, numbers.size() - i));
      }
      out.u32(JsonNumbers.unsigned(numbers.get(i), 0xffffffffL));
    }
    return out;
  }

  private void path(ByteSink path) {
    byte[] b = path.array();
    int length = path.size();
    if (context.as4()) {
      list(AttributeCode.AS_PATH, AttributeCode.TRANSITIVE, path);
      return;
    }
    ByteSink old = new ByteSink(length);
    OldPath.writePath(b, 0, length, old);
    list(AttributeCode.AS_PATH, AttributeCode.TRANSITIVE, old);
    if (OldPath.needsAs4(b, 0, length)) {
      list(AttributeCode.AS4_PATH, OPTIONAL_TRANSITIVE, path);
    }
  }

  private ByteSink communities() {
    ByteSink out = new ByteSink();
    values().forEach(text -> out.u32(ExaCommunities.parse(text)));
    return out;
  }

  private ByteSink extendedCommunities() {
    ByteSink out = new ByteSink();
    values().forEach(text -> out.i64(ExaExtendedCommunities.parse(text)));
    return out;
  }

  private ByteSink largeCommunities() {
    ByteSink out = new ByteSink();
    for (String text : values()) {
      for (long part : ExaCommunities.numbers(text, 3, 0xffffffffL)) {
        out.u32(part);
      }
    }
    return out;
  }
}
