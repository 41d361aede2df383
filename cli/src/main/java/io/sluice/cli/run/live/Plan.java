package io.sluice.cli.run.live;

import io.sluice.bgp.Message;
import io.sluice.cli.Console;
import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RunOptions;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.EventNames;
import io.sluice.cli.pipeline.Explainer;
import io.sluice.cli.pipeline.HeadOptions;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.SinkOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.Judges;
import io.sluice.cli.run.Watch;
import io.sluice.cli.run.file.SessionSink;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Stage;
import io.sluice.filters.events.EventHistory;
import io.sluice.filters.events.EventStage;
import io.sluice.filters.print.LineWriter;
import io.sluice.filters.print.Undecoded;
import io.sluice.proxy.FailureMode;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.VerdictPolicy;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A pipeline and its sessions, with all that is said about how to run them, checked. */
public final class Plan {
  /** What judges look for when it is asked for: the proxy tells of ESTABLISHED. */
  private static final Set<String> OF_MESSAGES =
      Set.of(EventStage.PARSE, "OPEN", "ALIVE", "UPDATE", "EOR_AF", "EOR");

  /** Writes nothing. */
  private static final Stage LOOKING_ON = (message, ruling) -> {};

  private final Half half;
  private final RunOptions options;
  private final WrittenRun written;
  private final Console console;
  private final Set<String> logged;
  private final Set<String> killing;
  private final Pipeline judges;
  private final List<SessionConfig> sessions;
  private final SpeakerPlan speaker;
  private final Undecoded undecoded = new Undecoded();
  private final Schedule schedule;
  private final boolean sourcesLook;
  private final List<SourcePlan> sources;
  private volatile Runnable onLast = () -> {};
  private volatile BiConsumer<Message, String> onEvent = (message, event) -> {};
  private final Map<SinkOptions, SessionSink> sinks = new LinkedHashMap<>();
  private LineWriter printer;

  /**
   * Checks what is to be run.
   *
   * @throws OperatorException if something of it cannot be
   */
  public Plan(Half half, RunOptions options, WrittenRun all, Console console) {
    this.half = half;
    this.options = options;
    this.console = console;
    // The judges know nothing of who has which session.
    this.written = half.hasProxy() ? all.of(name()) : all;
    EventNames events = written.events(half == Half.BOTH);
    List<WrittenStage> givers =
        written.sessions().stream().flatMap(s -> s.pipeline().sources().stream()).toList();
    this.schedule = new Schedule(events, written.judges(), givers);
    this.sourcesLook = givers.stream().anyMatch(stage -> SourcePlan.looks(stage, schedule));
    this.logged = events.logged(options.events(EventNames.USUAL));
    this.killing = new LinkedHashSet<>(events.killing("--kill", options.kill()));
    killing.addAll(events.killing("--stop", written.stops()));
    written.judges().forEach(stage -> Judges.check(stage, options.reading().filters()));
    this.judges =
        judges(true, killing, this::printer, undecoded, stage -> output(stage, undecoded));
    if (half.hasFilters()) {
      Judges.checkOutside(written.judges());
    }
    checkNumbers();
    this.sessions = written.sessions().stream().map(this::configured).toList();
    this.speaker =
        sessions.size() == 1 ? SpeakerPlan.of(written.sessions().get(0).pipeline(), options) : null;
    this.sources =
        written.sessions().stream()
            .flatMap(s -> SourcePlan.of(s, schedule, options).stream())
            .toList();
    if (half == Half.PROXY) {
      Set<String> own = sources.stream().map(s -> s.source().name()).collect(Collectors.toSet());
      sources.forEach(source -> source.checkWithoutJudges(own));
    }
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
    options.http().check();
    if (options.http().wanted()) {
      options.http().address();
    }
    options.trace().check();
    options.registry().settings();
  }

  private Pipeline judges(
      boolean outside,
      Set<String> kills,
      Supplier<LineWriter> to,
      Undecoded lost,
      Function<WrittenStage, Supplier<Stage>> outputs) {
    return Judges.pipeline(
        written.judges(),
        outside,
        options.stdout(),
        kills,
        to,
        options.reading(),
        lost,
        outputs,
        watch(kills));
  }

  private Supplier<Stage> output(WrittenStage stage, Undecoded lost) {
    if (stage.options() instanceof HeadOptions head) {
      return () -> head.stage(() -> onLast.run());
    }
    if (stage.options() instanceof MetricsOptions metrics) {
      return () -> metrics.stage(stage.name(), options.reading().filters());
    }
    return stage.options() instanceof SinkOptions sink
        ? () -> opened(sink).stage(lost::tell)
        : null;
  }

  /** What a stage writes to; opened when it is first asked for. */
  private synchronized SessionSink opened(SinkOptions sink) {
    return sinks.computeIfAbsent(sink, s -> SessionSink.open(s, options.reading(), console));
  }

  private Watch watch(Set<String> kills) {
    EventHistory history = new EventHistory((message, event) -> onEvent.accept(message, event));
    return new Watch(
        history,
        looks(kills),
        stage -> schedule.isTimed(stage) ? schedule.window(stage, history) : null,
        options.stdoutWait());
  }

  private boolean looks(Set<String> kills) {
    return options.stdoutWait()
        || schedule.isTimed()
        || sourcesLook
        || OF_MESSAGES.stream().anyMatch(e -> logged.contains(e) || kills.contains(e));
  }

  /** Has somebody told that the last message has come that is wanted, by a thread that judges. */
  void onLast(Runnable listener) {
    onLast = listener;
  }

  /** How many stages there are, with the ends of each session. */
  int stages() {
    return written.judges().size() + 2 * written.sessions().size();
  }

  /** The stages that count. */
  List<WrittenStage> counting() {
    return written.judges().stream()
        .filter(stage -> stage.options() instanceof MetricsOptions)
        .toList();
  }

  /** Has somebody told of the events of the judges, by the threads that judge. */
  void onEvent(BiConsumer<Message, String> listener) {
    onEvent = listener;
  }

  private SessionConfig configured(WrittenSession session) {
    FailureMode slow = mode("--fail", or(session.fail(), options.fail()));
    String absent = or(session.failAbsent(), options.failAbsent());
    try {
      VerdictPolicy policy =
          new VerdictPolicy(
              session.deadline() == null ? options.deadline() : session.deadline(),
              slow,
              absent == null ? slow : mode("--fail-absent", absent));
      WrittenPipeline ends = session.pipeline();
      return new SessionConfig(session.id(), leg(ends.left()), leg(ends.right()), policy, policy);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(e.getMessage(), e);
    }
  }

  private static String or(String own, String usual) {
    return own == null ? usual : own;
  }

  private LegConfig leg(EndOptions end) {
    // The judges' machine need not have the passwords.
    return Ends.leg(end, half.hasProxy(), console.environment());
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
    StringBuilder b = new StringBuilder();
    boolean several = sessions.size() != 1;
    for (WrittenSession session : written.sessions()) {
      if (several) {
        b.append("SESSION ").append(session.id()).append('\n');
      }
      b.append(new Explainer(console.terminal()).explain(session.pipeline())).append('\n');
    }
    b.append("BESIDE THE PIPELINE\n");
    for (SessionConfig session : sessions) {
      VerdictPolicy policy = session.toRight();
      row(b, "session", session.id());
      row(
          b,
          "verdicts",
          "within "
              + GoDuration.format(policy.deadline())
              + ", else "
              + word(policy.whenSlow())
              + "; without a judge "
              + word(policy.whenAbsent()));
    }
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
            .collect(Collectors.joining(" ")));
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
    sinks.values().forEach(SessionSink::close);
    if (half.hasFilters()) {
      counting().forEach(stage -> ((MetricsOptions) stage.options()).write(stage.name()));
    }
  }

  /** Whether something could not be written. */
  synchronized boolean unwritten() {
    return sinks.values().stream().anyMatch(SessionSink::failed);
  }

  /** How many messages were to be printed and did not decode. */
  long undecoded() {
    return undecoded.count();
  }

  /** How much of it runs in this process. */
  public Half half() {
    return half;
  }

  /** Its options. */
  public RunOptions options() {
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

  /** The stages between the ends, which print nothing, close nothing and ask nobody outside. */
  Pipeline silentJudges() {
    LineWriter nowhere = new LineWriter(OutputStream.nullOutputStream());
    return judges(false, Set.of(), () -> nowhere, new Undecoded(), stage -> () -> LOOKING_ON);
  }

  /** The sessions. */
  public List<SessionConfig> sessions() {
    return sessions;
  }

  /** The speaker that is an end of the only session; {@code null} for none. */
  SpeakerPlan speaker() {
    return speaker;
  }

  /** What gives sessions messages that none of their ends sent. */
  List<SourcePlan> sources() {
    return sources;
  }

  /** The ends whose patience is limited. */
  List<Patience> patiences() {
    List<Patience> all = new ArrayList<>();
    for (WrittenSession session : written.sessions()) {
      Patience.of(session.id(), session.pipeline()).forEach(all::add);
    }
    return all;
  }

  /** Settings that hold until a restart, by the name of each. */
  Map<String, String> fixed() {
    return written.fixed();
  }

  /** Names of the ends of the only session; empty when there are several. */
  List<String> ends() {
    return written.ends();
  }

  /** Names of the stages between that take part in all of a session. */
  List<String> untimed() {
    return written.judges().stream()
        .filter(stage -> !schedule.isTimed(stage))
        .map(WrittenStage::name)
        .toList();
  }

  /** Whether messages are printed. */
  boolean prints() {
    return options.stdout()
        || written.judges().stream().anyMatch(stage -> stage.options() instanceof SinkOptions);
  }

  /** Whether a broker of our own is to run in this process. */
  public boolean isEmbedded() {
    return half == Half.BOTH && !options.kafka().named();
  }

  /** The environment variables. */
  public Map<String, String> environment() {
    return console.environment();
  }

  /** Where what must survive a restart is kept. */
  public DataFolder data() {
    return DataFolder.choose(options.data(), console.environment());
  }

  /** Name of this process: as given, else that of the machine. */
  public String name() {
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
