package io.sluice.cli.demo;

import io.sluice.bgp.MessageType;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the audit says of the UPDATEs of the demo. */
final class DemoTally implements Consumer<AuditRecord> {
  private static final int LONGEST = 44;

  private final Map<String, EnumMap<Outcome, Integer>> outcomes = new LinkedHashMap<>();
  private final Map<String, Reason> reasons = new LinkedHashMap<>();
  private long updates;
  private AuditRecord last;

  /** Why routes were refused: how many, and one of them. */
  private static final class Reason {
    private final String title;
    private long messages;
    private long routes;
    private String example = "";

    Reason(String title) {
      this.title = title;
    }
  }

  @Override
  public void accept(AuditRecord r) {
    if (r.getType() != MessageType.UPDATE.code()) {
      return;
    }
    updates++;
    last = r;
    outcomes
        .computeIfAbsent(r.getDirection().name(), d -> new EnumMap<>(Outcome.class))
        .merge(r.getOutcome(), 1, Integer::sum);
    if (r.getOutcome() == Outcome.PASSED) {
      return;
    }
    Reason reason =
        reasons.computeIfAbsent(
            r.getStage() + " " + r.getRule() + " " + r.getEvent(), key -> new Reason(title(r)));
    reason.messages++;
    reason.routes += refused(r);
    if (reason.example.isEmpty()) {
      reason.example = example(r);
    }
  }

  private static String title(AuditRecord r) {
    String rule = r.getRule();
    String cut = rule.length() > LONGEST ? rule.substring(0, LONGEST) + " ..." : rule;
    return (r.getEvent().isEmpty() ? r.getStage() : r.getEvent()) + " (" + cut + ")";
  }

  /** Routes that a record says were refused: those it counts, else all that were announced. */
  private static long refused(AuditRecord r) {
    String routes = r.getData().get("routes");
    if (routes != null) {
      return Long.parseLong(routes);
    }
    return r.getData().containsKey("prefix") ? 1 : r.getAnnounced().size();
  }

  private static String example(AuditRecord r) {
    String prefix =
        r.getData()
            .getOrDefault("prefix", r.getAnnounced().isEmpty() ? "" : r.getAnnounced().get(0));
    String path = r.getAsPath().isEmpty() ? "" : " from AS path " + r.getAsPath();
    return prefix + path;
  }

  /** UPDATEs seen so far. */
  long updates() {
    return updates;
  }

  /** The record of the last UPDATE. */
  AuditRecord last() {
    return last;
  }

  /** UPDATEs of a direction that came to an end. */
  int count(String direction, Outcome outcome) {
    EnumMap<Outcome, Integer> map = outcomes.get(direction);
    return map == null ? 0 : map.getOrDefault(outcome, 0);
  }

  /** A line for each reason, the most frequent first. */
  List<String> reasons() {
    List<Reason> sorted = new ArrayList<>(reasons.values());
    sorted.sort(Comparator.comparingLong((Reason r) -> r.routes).reversed());
    return sorted.stream()
        .map(
            r ->
                String.format(
                    "%,5d routes  %s%n                such as %s", r.routes, r.title, r.example))
        .toList();
  }
}
