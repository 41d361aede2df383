package io.sluice.cli.config;

import io.sluice.cli.GoDuration;
import io.sluice.cli.RunOptions;
import io.sluice.cli.trace.TraceOptions;
import io.sluice.proxy.Limits;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The table of all keys. What an option of the command line says too is taken from there. */
final class Keys {
  /** The mappings that the file may have, with what each is for. */
  static final List<String[]> SECTIONS =
      List.of(
          new String[] {"", "The process"},
          new String[] {"sessions.*", "Sessions: below `sessions`, each under its name"},
          new String[] {"topics", "Topics"},
          new String[] {"topics.retention", "How long records are kept"},
          new String[] {"limits", "What bounds a proxy"},
          new String[] {"http", "The HTTP port"},
          new String[] {"trace", "Traces"});

  /** The mapping whose keys are those of Kafka's clients. */
  static final String KAFKA = "kafka";

  /** The mapping whose keys are those of a schema registry's clients. */
  static final String REGISTRY = "registry";

  /** The mapping whose keys are names. */
  static final String SESSIONS = "sessions";

  private static final CommandSpec OPTIONS = CommandSpec.forAnnotatedObject(new RunOptions());
  private static final Duration LEAST_DEADLINE = Duration.ofMillis(100);
  private static final Duration LEAST_TIME = Duration.ofMillis(1);
  private static final ValueType MODE = ValueType.choice("close", "hold", "pass");
  private static final ValueType DEADLINE = ValueType.duration(LEAST_DEADLINE);
  private static final ValueType TIME = ValueType.duration(LEAST_TIME);

  /** All keys, in the order of the reference. */
  static final List<Key> ALL = table();

  private Keys() {}

  private static List<Key> table() {
    List<Key> t = new ArrayList<>();
    t.add(option("", "name", ValueType.TEXT, "--name", "edge-1"));
    t.add(option("", "data", ValueType.TEXT, "--data", "/var/lib/sluice"));
    t.add(
        option(
                "",
                "log",
                ValueType.choice("trace", "debug", "info", "warn", "error", "disabled"),
                "--log",
                "debug")
            .reloaded());
    t.add(option("", "log-format", ValueType.choice("text", "json"), "--log-format", "json"));
    t.add(option("", "events", ValueType.WORDS, "--events", "[ESTABLISHED, DOWN]"));
    t.add(option("", "kill", ValueType.WORDS, "--kill", "[limit/session]"));
    t.add(
        row(
            "",
            "pipeline",
            ValueType.STAGES,
            "",
            "[limit -LR --ipv4 --max-length 24]",
            "the stages between the ends, from left to right, as on the command line"));
    t.add(option("", "filters", ValueType.choice("standard", "bgpipe"), "--filters", "bgpipe"));
    t.add(option("", "stdout", ValueType.FLAG, "--stdout", "true"));
    t.add(option("", "json-full", ValueType.FLAG, "--json-full", "true"));
    t.add(option("", "print-bad", ValueType.FLAG, "--print-bad", "true"));
    t.add(option("", "deadline", DEADLINE, "--deadline", "10s").reloaded());
    t.add(option("", "fail", MODE, "--fail", "hold").reloaded());
    t.add(option("", "fail-absent", MODE, "--fail-absent", "pass").reloaded());
    t.add(option("", "warm-up", ValueType.duration(Duration.ZERO), "--warm-up", "0"));
    t.add(option("", "threads", ValueType.number(1, 256, false), "--threads", "2"));
    t.add(option("", "standbys", ValueType.number(0, 64, false), "--standbys", "1"));
    sessions(t);
    topics(t);
    limits(t);
    t.add(option("http", "listen", ValueType.ADDRESS, "--http", "127.0.0.1:9179"));
    t.add(
        option("http", "token", ValueType.TEXT, "--http-token", "${file:/run/secrets/token}")
            .hidden());
    t.add(
        option(
            "trace",
            "ratio",
            ValueType.checked("number from 0 to 1", TraceOptions::ratio),
            "--trace",
            "0.001"));
    t.add(
        option(
            "trace",
            "endpoint",
            ValueType.checked("URL", TraceOptions::endpoint),
            "--trace-endpoint",
            "http://collector.example:4318/v1/traces"));
    return List.copyOf(t);
  }

  private static void sessions(List<Key> t) {
    String s = SESSIONS + ".*";
    t.add(
        row(s, "left", ValueType.STAGE, "", "listen --peer 192.0.2.7 :1790", "the left end")
            .reloaded());
    t.add(row(s, "right", ValueType.STAGE, "", "connect 192.0.2.1", "the right end").reloaded());
    t.add(
        row(
                s,
                "proxy",
                ValueType.TEXT,
                "",
                "edge-1",
                "name of the proxy that has it (default: each proxy that reads the file)")
            .reloaded());
    t.add(row(s, "deadline", DEADLINE, "", "10s", "as `deadline` above, for it alone").reloaded());
    t.add(row(s, "fail", MODE, "", "pass", "as `fail` above, for it alone").reloaded());
    t.add(
        row(s, "fail-absent", MODE, "", "pass", "as `fail-absent` above, for it alone").reloaded());
  }

  private static void topics(List<Key> t) {
    t.add(
        option(
            "topics",
            "prefix",
            ValueType.checked("text", Topics::new),
            "--topic-prefix",
            "tenant-a."));
    t.add(option("topics", "partitions", ValueType.number(1, 1000, false), "--partitions", "8"));
    t.add(
        option(
            "topics",
            "replication",
            ValueType.number(1, Short.MAX_VALUE, true),
            "--replication",
            "3"));
    retention(t, "messages", Topic.TO_RIGHT, "`bgp.to-right` and `bgp.to-left`");
    retention(t, "verdicts", Topic.VERDICTS, "`bgp.verdicts`");
    retention(t, "audit", Topic.AUDIT, "`bgp.audit`");
    retention(t, "quarantine", Topic.QUARANTINE, "`bgp.quarantine`");
  }

  private static void retention(List<Key> t, String name, Topic topic, String which) {
    Duration usual = Duration.ofMillis(Long.parseLong(topic.settings().get("retention.ms")));
    t.add(
        new Key(
            "topics.retention",
            name,
            ValueType.duration(Duration.ofMinutes(1)),
            "",
            usual.toHours() + "h",
            "24h",
            false,
            false,
            "how long records stay in " + which + ", when these are created"));
  }

  private static void limits(List<Key> t) {
    Limits usual = Limits.defaults();
    limit(
        t,
        "bytes-per-session",
        usual.bytesPerSession(),
        "4194304",
        "most octets that wait for one session: for verdicts, for the topic, for a slow receiver");
    limit(t, "bytes-in-all", usual.bytesInAll(), "268435456", "the same for all sessions together");
    limit(
        t,
        "spool-bytes",
        usual.spoolBytes(),
        "1073741824",
        "most octets on disk while Kafka is away");
    time(t, "open-timeout", usual.openTimeout(), "how long a connection may be without an OPEN");
    time(
        t,
        "send-hold-time",
        usual.sendHoldTime(),
        "how long a receiver may take nothing (RFC 9687), at least");
    time(
        t,
        "drain-time",
        usual.drainTime(),
        "how long what stands before the end of a session may wait for its verdicts");
    time(
        t,
        "publish-timeout",
        usual.publishTimeout(),
        "how long a record may wait for Kafka before all go to disk");
  }

  private static void limit(List<Key> t, String name, long usual, String example, String purpose) {
    t.add(
        new Key(
            "limits",
            name,
            ValueType.number(Limits.LEAST_WINDOW, Long.MAX_VALUE, false),
            "",
            Long.toString(usual),
            example,
            false,
            false,
            purpose));
  }

  private static void time(List<Key> t, String name, Duration usual, String purpose) {
    String text = GoDuration.format(usual);
    t.add(new Key("limits", name, TIME, "", text, text, false, false, purpose));
  }

  private static Key row(
      String section,
      String name,
      ValueType type,
      String fallback,
      String example,
      String purpose) {
    return new Key(section, name, type, "", fallback, example, false, false, purpose);
  }

  /** A key that means the same as an option: its default and purpose are the option's. */
  private static Key option(
      String section, String name, ValueType type, String option, String example) {
    OptionSpec spec = OPTIONS.findOption(option);
    String fallback = spec.defaultValue() == null ? "" : spec.defaultValue();
    if (type == ValueType.FLAG) {
      fallback = "false";
    }
    return new Key(
        section,
        name,
        type,
        option,
        fallback,
        example,
        false,
        false,
        String.join(" ", spec.description()));
  }

  /** A key; {@code null} when there is none. */
  static Key find(String section, String name) {
    for (Key key : ALL) {
      if (key.section().equals(section) && key.name().equals(name)) {
        return key;
      }
    }
    return null;
  }

  /** The names that a mapping may have: its keys and the mappings within it. */
  static List<String> names(String section) {
    List<String> names = new ArrayList<>();
    ALL.stream().filter(k -> k.section().equals(section)).forEach(k -> names.add(k.name()));
    if (section.isEmpty()) {
      names.addAll(List.of(SESSIONS, "topics", "limits", "http", "trace", KAFKA, REGISTRY));
    } else if (section.equals("topics")) {
      names.add("retention");
    }
    return names;
  }

  /** Whether a path is a mapping of this table, other than those of sessions and Kafka. */
  static boolean isSection(String path) {
    return Set.of("topics", "topics.retention", "limits", "http", "trace").contains(path);
  }
}
