package io.sluice.bgp.conformance;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.FamilyNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The facts of a message as tcpdump prints it, and what it prints of ours beside those. */
final class TcpdumpFacts {
  private static final Pattern MESSAGE =
      Pattern.compile("\t[A-Z][A-Za-z ]+ Message \\((\\d+)\\), length: (\\d+)(.*)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\t  \\S[^:]* \\((\\d+)\\), length: (\\d+)(?:, Flags \\[(\\w+)\\])?(?:: ?(.*))?");
  private static final Pattern CAPABILITY =
      Pattern.compile("\t      (?!AFI)\\S.* \\((\\d+)\\), length: (\\d+)");
  private static final Pattern OPEN =
      Pattern.compile("\t  Version (\\d+), my AS (\\d+), Holdtime (\\d+)s, ID (\\S+)");
  private static final Pattern FAMILY =
      Pattern.compile("\\s+AFI:? [^(]*\\((\\d+)\\), SAFI:? [^(]*\\((\\d+)\\)");
  private static final Pattern HOP =
      Pattern.compile("\\s+nexthop: (?:RD: \\S+ \\(= \\S+\\), )?([^,]+),.*");
  private static final Pattern PREFIX = Pattern.compile("\t {4,6}([0-9a-f.:]+/\\d+)");
  private static final Pattern CODES = Pattern.compile("\\((\\d+)\\),? subcode [^(]*\\((\\d+)\\)");
  private static final Pattern AS4 = Pattern.compile("\t\t 4 Byte AS (\\d+)");

  private final Facts facts = new Facts();
  private int last;
  private String what = "announce";
  private String family = "IPV4/UNICAST";

  private TcpdumpFacts() {}

  /** The messages of its text. */
  static List<Facts> of(List<String> lines) {
    List<Facts> messages = new ArrayList<>();
    TcpdumpFacts now = null;
    for (String line : lines) {
      MatchResult message = match(MESSAGE, line);
      if (message != null) {
        now = new TcpdumpFacts();
        messages.add(now.facts);
        now.begin(message);
      } else if (now != null) {
        now.line(line);
      }
    }
    return messages;
  }

  private static MatchResult match(Pattern pattern, String line) {
    var matcher = pattern.matcher(line);
    return matcher.matches() || pattern == CODES && matcher.find() ? matcher.toMatchResult() : null;
  }

  private void begin(MatchResult message) {
    facts.add("message", message.group(1) + " of " + message.group(2));
    on(CODES, message.group(3), codes -> facts.add("code", codes.group(1) + "/" + codes.group(2)));
  }

  private static void on(Pattern pattern, String line, Consumer<MatchResult> then) {
    MatchResult found = match(pattern, line);
    if (found != null) {
      then.accept(found);
    }
  }

  private void line(String line) {
    if (line.equals("\t  Updated routes:") || line.equals("\t  Withdrawn routes:")) {
      what = line.contains("Updated") ? "announce" : "withdraw";
      family = "IPV4/UNICAST";
    }
    on(
        OPEN,
        line,
        m -> {
          facts.add("version", m.group(1));
          facts.add("asn", m.group(2));
          facts.add("hold", m.group(3));
          facts.add("id", m.group(4));
        });
    on(ATTRIBUTE, line, this::attribute);
    on(
        CAPABILITY,
        line,
        m -> {
          last = Integer.parseInt(m.group(1));
          facts.add("capability", m.group(1) + " of " + m.group(2));
        });
    on(AS4, line, m -> facts.add("as4", m.group(1)));
    on(
        FAMILY,
        line,
        m -> {
          family =
              FamilyNames.family(Integer.parseInt(m.group(1)) << 8 | Integer.parseInt(m.group(2)));
          if (last == 1 && line.startsWith("\t\t")) {
            facts.add("family", family);
          }
        });
    on(HOP, line, m -> facts.add("next-hop", family + " " + m.group(1)));
    on(PREFIX, line, m -> facts.add(what, family + " " + m.group(1)));
  }

  private void attribute(MatchResult m) {
    String value = m.group(4) == null ? "" : m.group(4).strip();
    last = Integer.parseInt(m.group(1));
    String flags = m.group(3) == null ? "" : m.group(3);
    facts.add("octets", last + " of " + m.group(2) + " " + flags);
    what = last == 15 ? "withdraw" : "announce";
    switch (last) {
      case 1 -> facts.add("origin", value.toLowerCase(Locale.ROOT));
      case 2 ->
          facts.add("path", value.equals("empty") ? List.of() : Arrays.asList(value.split(" ")));
      case 3 -> facts.add("next-hop", value);
      case 4 -> facts.add("med", value);
      case 5 -> facts.add("local-preference", value);
      default -> {}
    }
  }

  /** Adds to ours what tcpdump prints of a message's octets, and drops what it does not print. */
  static Facts complete(Facts facts, byte[] bytes) {
    facts.drop("attribute", "extended-community", "capability", "type", "refused:");
    facts.add("message", Header.type(bytes, 0) + " of " + bytes.length);
    if (Header.type(bytes, 0) == MessageType.UPDATE.code()) {
      Update u = Update.of(bytes, io.sluice.bgp.DecodeContext.AS4);
      for (int i = 0; i < u.attributes(); i++) {
        facts.add("octets", u.code(i) + " of " + u.valueLength(i) + " " + flags(u.flags(i)));
      }
    } else if (Header.type(bytes, 0) == MessageType.OPEN.code()) {
      for (Open.Capability capability : Open.parse(bytes).capabilities()) {
        facts.add("capability", capability.code() + " of " + capability.value().length);
      }
    } else if (Header.type(bytes, 0) == MessageType.NOTIFICATION.code()) {
      facts.add("code", Notification.code(bytes) + "/" + Notification.subcode(bytes));
    }
    return facts;
  }

  private static String flags(int flags) {
    StringBuilder text = new StringBuilder();
    String letters = "OTPE";
    for (int i = 0; i < letters.length(); i++) {
      text.append((flags & 0x80 >> i) != 0 ? letters.substring(i, i + 1) : "");
    }
    return text.toString();
  }
}
