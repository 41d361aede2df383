package io.sluice.cli.run.live;

import io.sluice.cli.Console;
import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RunOptions;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.pipeline.EventNames;
import io.sluice.cli.pipeline.Explainer;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.run.Judges;
import io.sluice.filters.Pipeline;
import io.sluice.filters.print.LineWriter;
import io.sluice.filters.print.Undecoded;
import io.sluice.proxy.FailureMode;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.VerdictPolicy;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A pipeline with all that its command line says about how to run it, checked. */
public final class Plan {
  private final Half half;
  private final RunOptions options;
  private final WrittenPipeline written;
  private final Console console;
  private final Set<String> logged;
  private final Set<String> killing;
  private final Pipeline judges;
  private final SessionConfig session;
  private final Undecoded undecoded = new Undecoded();
  private LineWriter printer;

  /**
   * Checks a command line.
   *
   * @throws OperatorException if something of it cannot be
   */
  public Plan(Half half, RunOptions options, WrittenPipeline written, Console console) {
    this.half = half;
    this.options = options;
    this.written = written;
    this.console = console;
    EventNames events = new EventNames(written.events());
    this.logged = events.logged(options.events(EventNames.USUAL));
    this.killing = new LinkedHashSet<>(events.killing("--kill", options.kill()));
    killing.addAll(events.killing("--stop", written.stops()));
    this.judges = Judges.pipeline(written, killing, this::printer, options.reading(), undecoded);
    checkNumbers();
    this.session = configured();
    if (half != Half.BOTH) {
      // Throws when no cluster is named: each half needs one.
      options.kafka().client();
    }
  }

  private void checkNumbers() {
    options.kafka().check();
    if (options.threads() < 1 || options.threads() > 256) {
      throw new OperatorException("--threads " + options.threads() + ": 1 to 256");
    }
    if (options.standbys() < 0) {
      throw new OperatorException("--standbys " + options.standbys() + ": 0 or more");
    }
    if (options.http().wanted()) {
      options.http().address();
    }
    options.registry().settings();
  }

  private SessionConfig configured() {
    FailureMode slow = mode("--fail", options.fail());
    FailureMode absent =
        options.failAbsent() == null ? slow : mode("--fail-absent", options.failAbsent());
    try {
      VerdictPolicy policy = new VerdictPolicy(options.deadline(), slow, absent);
      return new SessionConfig(
          options.session() == null ? written.session() : options.session(),
          Ends.leg(written.left(), console.environment()),
          Ends.leg(written.right(), console.environment()),
          policy,
          policy);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  private static FailureMode mode(String option, String word) {
    for (FailureMode mode : FailureMode.values()) {
      if (mode.name().equalsIgnoreCase(word)) {
        return mode;
      }
    }
    throw new OperatorException(option + " " + word + ": close, hold or pass");
  }

  /** What will run, in words. */
  public String explain() {
    StringBuilder b = new StringBuilder(new Explainer(console.terminal()).explain(written));
    b.append("\nBESIDE THE PIPELINE\n");
    row(b, "session", session.id());
    VerdictPolicy policy = session.toRight();
    row(
        b,
        "verdicts",
        "within "
            + GoDuration.format(policy.deadline())
            + ", else "
            + word(policy.whenSlow())
            + "; without a judge "
            + word(policy.whenAbsent()));
    row(b, "policy", judges.policyVersion() + (killing.isEmpty() ? "" : ", kills on " + list()));
    row(
        b,
        "kafka",
        isEmbedded()
            ? "embedded broker, data in " + data().path()
            : "cluster at " + options.kafka().client().get("bootstrap.servers"));
    row(
        b,
        "registry",
        options.registry().named()
            ? options.registry().settings().toString()
            : isEmbedded() ? "in this process" : "in a topic of the cluster");
    row(
        b,
        "topics",
        java.util.Arrays.stream(io.sluice.schemas.Topic.values())
            .map(topic -> options.kafka().topics().name(topic))
            .collect(java.util.stream.Collectors.joining(" ")));
    row(b, "proxy", half.hasProxy() ? "in this process" : "elsewhere: sluice proxy");
    row(b, "judge", half.hasFilters() ? "in this process" : "elsewhere: sluice filters");
    return b.toString();
  }

  private String list() {
    return String.join(", ", killing);
  }

  private static String word(FailureMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static void row(StringBuilder b, String key, String value) {
    b.append(String.format("  %-9s %s%n", key, value));
  }

  /** What prints to standard output; made when it is first asked for. */
  synchronized LineWriter printer() {
    if (printer == null) {
      printer = new LineWriter(console.out());
    }
    return printer;
  }

  /** Prints what is still to be printed. */
  synchronized void closePrinter() {
    if (printer != null) {
      printer.close();
    }
  }

  /** How many messages were to be printed and did not decode. */
  long undecoded() {
    return undecoded.count();
  }

  /** How much of it runs in this process. */
  Half half() {
    return half;
  }

  /** Its options. */
  RunOptions options() {
    return options;
  }

  /** Events to log. */
  Set<String> logged() {
    return logged;
  }

  /** Events that close the session. */
  Set<String> killing() {
    return killing;
  }

  /** The stages between the ends. */
  public Pipeline judges() {
    return judges;
  }

  /** The stages between the ends, which print nothing and close nothing. */
  Pipeline silentJudges() {
    LineWriter nowhere = new LineWriter(OutputStream.nullOutputStream());
    return Judges.pipeline(written, Set.of(), () -> nowhere, options.reading(), new Undecoded());
  }

  /** The session. */
  public SessionConfig session() {
    return session;
  }

  /** Whether a broker of our own is to run in this process. */
  boolean isEmbedded() {
    return half == Half.BOTH && !options.kafka().named();
  }

  /** The environment variables. */
  Map<String, String> environment() {
    return console.environment();
  }

  /** Where what must survive a restart is kept. */
  DataFolder data() {
    return DataFolder.choose(options.data(), console.environment());
  }

  /** Name of this process: as given, else that of the machine. */
  String name() {
    if (options.name() != null) {
      return options.name();
    }
    String host = console.environment().getOrDefault("HOSTNAME", "");
    if (host.isEmpty()) {
      try {
        host = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        host = "sluice";
      }
    }
    return host;
  }
}
