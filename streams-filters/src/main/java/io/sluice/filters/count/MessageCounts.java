package io.sluice.filters.count;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * How many messages passed a stage: of each direction and type, and of each rule. Thread safe. The
 * names are those of bgpipe's counters, so that what reads them need not be changed.
 */
public final class MessageCounts {
  /** By code; what is none of them is invalid. */
  private static final List<String> TYPES =
      List.of("invalid", "open", "update", "notify", "keepalive", "refresh");

  private final String prefix;
  private final LongAdder total = new LongAdder();
  private final LongAdder[][] byType = new LongAdder[2][TYPES.size()];
  private final Map<String, LongAdder> byRule = new LinkedHashMap<>();

  /**
   * @param stage name of the stage
   * @param rules labels of its rules
   */
  public MessageCounts(String stage, List<String> rules) {
    this.prefix = "bgpipe_" + label(stage) + "_";
    for (LongAdder[] types : byType) {
      for (int i = 0; i < types.length; i++) {
        types[i] = new LongAdder();
      }
    }
    rules.forEach(rule -> byRule.put(label(rule), new LongAdder()));
  }

  /** A text as a name: small letters, digits and underscores. */
  static String label(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_").replaceAll("^_+|_+$", "");
  }

  void add(Message message) {
    int code = message.typeCode();
    boolean known = code > 0 && code <= MessageType.ROUTE_REFRESH.code();
    total.increment();
    byType[message.direction() == Direction.L ? 0 : 1][known ? code : 0].increment();
  }

  void addTo(String rule) {
    byRule.get(label(rule)).increment();
  }

  /** All messages. */
  public long total() {
    return total.sum();
  }

  /** Those of each rule, by its label. */
  public Map<String, Long> rules() {
    Map<String, Long> rules = new LinkedHashMap<>();
    byRule.forEach((label, count) -> rules.put(label, count.sum()));
    return rules;
  }

  /** All of them in Prometheus' form, by name. */
  public String text() {
    Map<String, Long> lines = new TreeMap<>();
    lines.put(prefix + "messages_total", total());
    for (int direction = 0; direction < 2; direction++) {
      for (int type = 0; type < TYPES.size(); type++) {
        lines.put(
            String.format(
                "%smessages_total{dir=\"%s\",type=\"%s\"}",
                prefix, direction == 0 ? "left" : "right", TYPES.get(type)),
            byType[direction][type].sum());
      }
    }
    rules().forEach((label, n) -> lines.put(prefix + "match{filter=\"" + label + "\"}", n));
    return lines.entrySet().stream()
        .map(line -> line.getKey() + ' ' + line.getValue() + '\n')
        .collect(Collectors.joining());
  }
}
