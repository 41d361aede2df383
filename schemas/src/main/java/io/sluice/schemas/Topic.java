package io.sluice.schemas;

import java.util.Map;

/** The topics, and how each is to be set up. The one place where this is said. */
public enum Topic {
  TO_RIGHT("bgp.to-right", Kind.STREAM, "BgpMessage", "messages from the left end, in order"),
  TO_LEFT("bgp.to-left", Kind.STREAM, "BgpMessage", "messages from the right end, in order"),
  VERDICTS("bgp.verdicts", Kind.VERDICTS, "Verdict", "what to do with each message, and why"),
  SESSIONS("bgp.sessions", Kind.COMPACTED, "SessionEvent", "the last event of each session"),
  AUDIT("bgp.audit", Kind.AUDIT, "AuditRecord", "each message decoded, with its fate"),
  QUARANTINE("bgp.quarantine", Kind.SINGLE, "QuarantinedRecord", "records no stage could handle"),
  SCHEMAS("bgp.schemas", Kind.COMPACTED, "", "schemas of the registry in the process"),
  // Named so by Kafka Streams: group, store, "changelog".
  JOURNAL("sluice-judge-journal-changelog", Kind.JOURNAL, "", "what judges have counted so far");

  private static final long HOUR = 3_600_000;
  private static final String MIB_128 = Integer.toString(128 << 20);

  /** How a topic is laid out. */
  public enum Kind {
    STREAM,
    VERDICTS,
    COMPACTED,
    AUDIT,
    SINGLE,
    JOURNAL
  }

  private final String baseName;
  private final Kind kind;
  private final String schema;
  private final String purpose;

  Topic(String baseName, Kind kind, String schema, String purpose) {
    this.baseName = baseName;
    this.kind = kind;
    this.schema = schema;
    this.purpose = purpose;
  }

  /** Its name without a prefix. */
  public String baseName() {
    return baseName;
  }

  /** Name of the Avro schema of its values; empty when they are no Avro. */
  public String schema() {
    return schema;
  }

  /** What it holds, in words. */
  public String purpose() {
    return purpose;
  }

  /**
   * How many partitions it gets.
   *
   * @param streamPartitions partitions of the two message topics, which must have as many as each
   *     other: both directions of a session belong to one judge
   */
  public int partitions(int streamPartitions) {
    return switch (kind) {
      case STREAM, AUDIT, JOURNAL -> streamPartitions;
      case VERDICTS -> 16;
      case COMPACTED, SINGLE -> 1;
    };
  }

  /** Its settings, by Kafka's names. */
  public Map<String, String> settings() {
    return switch (kind) {
      case STREAM, SINGLE ->
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              Long.toString(7 * 24 * HOUR),
              "segment.bytes",
              MIB_128);
      case AUDIT ->
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              Long.toString(30 * 24 * HOUR),
              "segment.bytes",
              MIB_128);
      // A verdict is of use while its message is held; an hour lets one look back.
      case VERDICTS ->
          Map.of(
              "cleanup.policy", "delete",
              "retention.ms", Long.toString(HOUR),
              "segment.bytes", Integer.toString(32 << 20));
      case COMPACTED ->
          Map.of("cleanup.policy", "compact", "segment.bytes", Integer.toString(16 << 20));
      // Compacted in quiet times: a table that just comes in is left alone for some minutes.
      case JOURNAL ->
          Map.of(
              "cleanup.policy", "compact",
              "segment.bytes", Integer.toString(32 << 20),
              "segment.ms", "600000",
              "min.compaction.lag.ms", "300000");
    };
  }
}
