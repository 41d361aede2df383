package io.sluice.cli.run.live;

import io.sluice.bgp.Direction;
import io.sluice.cli.HangUp;
import io.sluice.cli.OperatorException;
import io.sluice.cli.StopSignal;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.http.Alive;
import io.sluice.cli.http.Health;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.http.HttpPort;
import io.sluice.cli.http.SessionsRoute;
import io.sluice.cli.metrics.Metrics;
import io.sluice.cli.run.StageCounts;
import io.sluice.cli.run.file.Opener;
import io.sluice.cli.trace.Traces;
import io.sluice.filters.JudgeConfig;
import io.sluice.proxy.FailureMode;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.ProxyConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionStatus;
import io.sluice.schemas.cluster.ClientFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline at work. Comes up from the inside out: Kafka, the judge, the proxy, and only then the
 * session, so that its first message finds a judge. Goes down the other way round.
 */
public final class Run implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final Duration JUDGE_PATIENCE = Duration.ofSeconds(60);
  private static final int EVENT_LOOPS = 1;

  /** How long the last message of a run that counts them may take to leave. */
  private static final Duration LAST_MESSAGE = Duration.ofSeconds(2);

  /** Exit status of a run that printed, and met messages that do not decode. */
  static final int UNDECODED = 3;

  private final Plan plan;
  private final Supplier<Plan> again;
  private final CompletableFuture<Reload> reload = new CompletableFuture<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private Cluster cluster;
  private volatile KafkaWatch kafka;
  private volatile JudgeKeeper judge;
  private volatile Proxy proxy;
  private volatile boolean started;
  private Metrics metrics = Metrics.unasked();
  private Traces traces;
  private HttpPort http;
  private SpeakerEnd speaker;
  private RunEvents events;
  private SourceFeeds sources;

  /** Starts nothing yet. */
  public Run(Plan plan) {
    this(plan, null);
  }

  /**
   * Starts nothing yet.
   *
   * @param again reads anew what is to be run, when it is asked to reload; {@code null} when that
   *     cannot be
   */
  public Run(Plan plan, Supplier<Plan> again) {
    this.plan = plan;
    this.again = again;
  }

  /**
   * Runs until it is stopped, by a signal or an event that kills; returns the exit status: {@link
   * #UNDECODED} when all else went well, but some messages could not be printed as what they say.
   */
  public int untilStopped() {
    int status;
    try (StopSignal stop = StopSignal.install();
        Run run = this) {
      run.start(stop);
      status = stop.await();
      LOG.info("stopping");
    }
    if (status == 0 && speaker != null) {
      status = speaker.status();
    }
    if (status == 0 && sources != null) {
      status = sources.status();
    }
    if (status == 0 && plan.unwritten()) {
      status = 1;
    }
    // Only now has every message been looked at.
    long undecoded = plan.undecoded();
    if (undecoded == 0) {
      return status;
    }
    LOG.warn(
        "{} did not decode: {} under PARSE above",
        undecoded == 1 ? "1 message" : undecoded + " messages",
        plan.options().reading().printBad()
            ? "printed as octets, and"
            : "missing from the output, with reason and octets");
    return status == 0 ? UNDECODED : status;
  }

  /**
   * Starts everything; returns when the session waits for its ends.
   *
   * @param stop told when an event kills the session
   * @throws OperatorException if a part cannot start
   */
  public void start(StopSignal stop) {
    events = new RunEvents(plan, stop, again != null);
    if (plan.speaker() != null && plan.half().hasProxy()) {
      plan.speaker().check();
    }
    if (plan.half().hasProxy()) {
      plan.sources().forEach(source -> Opener.check(source.source()));
    }
    if (again != null) {
      // Asked for while this starts, it waits until there is something to reload.
      parts.push(HangUp.install(() -> reload.join().run()));
    }
    listenForHttp();
    // What the other parts have traced up to their end goes out after them.
    traces = Traces.begin(plan.options().trace(), plan.name());
    parts.push(traces);
    cluster =
        plan.isEmbedded()
            ? Cluster.embedded(plan.data(), plan.options().kafka())
            : Cluster.named(
                plan.options().kafka(),
                plan.options().registry().settings(),
                plan.half().parts(),
                stop::isStopping);
    parts.push(cluster);
    cluster.onBrokerEnd(why -> brokerEnded(stop));
    if (http != null) {
      watchKafka();
    }
    if (plan.half() == Half.BOTH && !plan.options().warmUp().isZero()) {
      warmUp();
    }
    plan.onEvent(events::happened);
    plan.onLast(() -> new Thread(() -> endBehindLast(stop), "last").start());
    if (plan.half().hasFilters() && !stop.isStopping()) {
      startJudge();
    }
    if (plan.half().hasProxy() && !stop.isStopping()) {
      startProxy(stop);
    }
    if (again != null) {
      reload.complete(new Reload(plan, again, proxy));
      if (http != null) {
        http.add(ReloadRoute.of(reload.join()));
      }
    }
    started = true;
    events.started();
  }

  private Health health() {
    JudgeKeeper keeper = judge;
    Proxy ends = proxy;
    KafkaWatch watch = kafka;
    return new Health(
        started,
        watch != null && watch.answers(),
        keeper == null ? null : keeper.state(),
        ends == null ? List.of() : ends.sessions());
  }

  private void listenForHttp() {
    HttpOptions options = plan.options().http();
    if (options.wanted()) {
      http = options.listen(plan.environment());
      parts.push(http);
      // From the beginning: that a process is not ready yet is worth telling, too.
      Health.routes(this::health).forEach(http::add);
      metrics = Metrics.asked();
      http.add(metrics.route(() -> StageCounts.text(plan.counting())));
      StageCounts.routes(plan.counting()).forEach(http::add);
      http.add(Alive.route(plan.stages()));
      LOG.info("HTTP at {}", http.url());
    }
  }

  private void watchKafka() {
    KafkaWatch watch = new KafkaWatch(cluster.client(), metrics.registry());
    kafka = watch;
    parts.push(watch);
  }

  /** Kafka as this run sees it. */
  public Cluster cluster() {
    return cluster;
  }

  /** The proxy; null in the filters half. */
  public Proxy proxy() {
    return proxy;
  }

  /** It does not come back: there is nothing to hold messages for. */
  private void brokerEnded(StopSignal stop) {
    if (plan.sessions().stream().allMatch(Run::passesWithoutKafka)) {
      LOG.warn("messages go on unjudged, as --fail pass wants it, until this is started again");
    } else {
      stop.stop(1);
    }
  }

  private static boolean passesWithoutKafka(SessionConfig session) {
    return session.toRight().whenAbsent() == FailureMode.PASS
        && session.toLeft().whenAbsent() == FailureMode.PASS;
  }

  private void warmUp() {
    Path folder = temporary();
    try {
      long began = System.nanoTime();
      long messages = new WarmUp(cluster, plan.silentJudges(), folder).run(plan.options().warmUp());
      LOG.info(
          "warmed up: {} messages through the loop in {} ms",
          messages,
          (System.nanoTime() - began) / 1_000_000);
    } finally {
      delete(folder);
    }
  }

  private void startJudge() {
    Path state = temporary();
    parts.push(() -> delete(state));
    parts.push(plan::closePrinter);
    StageEventLog stages = new StageEventLog(cluster, plan.logged());
    parts.push(stages);
    stages.start();
    // With a name of its own the group waits for a judge that comes back, and loses no time over it
    // when it was killed. It has to be unique: a broker of our own has no other judge.
    String name =
        plan.options().name() != null || cluster.isEmbedded() ? "judge-" + plan.name() : null;
    Map<String, Object> client = new HashMap<>(metrics.counted(cluster.client()));
    client.putAll(plan.options().kafka().streams());
    judge =
        new JudgeKeeper(
            new JudgeConfig(
                name,
                client,
                cluster.topics(),
                cluster.schemas(),
                plan.judges(),
                plan.options().threads(),
                plan.options().standbys(),
                state),
            metrics.registry(),
            traces.tracing());
    parts.push(judge);
    if (judge.start(JUDGE_PATIENCE)) {
      LOG.info("judging by policy {}", plan.judges().policyVersion());
    } else {
      LOG.warn(
          "the judge is not ready after {} s; going on; sluice doctor, with the same options, looks"
              + " at each hop",
          JUDGE_PATIENCE.toSeconds());
    }
  }

  private void startProxy(StopSignal stop) {
    DataFolder data = plan.data();
    String name = plan.name();
    String folder = name.replaceAll("[^a-zA-Z0-9._-]", "_");
    DataFolder.Lock lock = data.lock("proxy-" + folder);
    parts.push(lock);
    try {
      proxy =
          new Proxy(
              new ProxyConfig(
                  name,
                  metrics.counted(cluster.client()),
                  cluster.topics(),
                  cluster.schemas(),
                  plan.options().limits(),
                  data.sub("spool").resolve(folder),
                  EVENT_LOOPS),
              metrics.registry(),
              traces.tracing());
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, cluster.client()).text(), e);
    } catch (IllegalStateException e) {
      throw new OperatorException(e.getMessage(), e);
    }
    parts.push(proxy);
    sources = new SourceFeeds(plan.sources(), proxy, cluster.client(), events::happened);
    parts.push(sources);
    events.tell(sources);
    proxy.onEvent(events::happened);
    sources.start();
    if (plan.sessions().isEmpty()) {
      LOG.warn("no session is for the proxy {}: see proxy below sessions, and --name", name);
    }
    for (SessionConfig session : plan.sessions()) {
      try {
        proxy.add(session);
      } catch (RuntimeException e) {
        throw new OperatorException("session " + session.id() + ": " + e.getMessage(), e);
      }
    }
    if (http != null) {
      http.add(SessionsRoute.of(proxy::sessions));
    }
    plan.patiences().forEach(patience -> await(patience, stop));
    Whereabouts.log(
        proxy, plan.sessions(), plan.speaker() == null ? null : plan.speaker().direction());
    if (plan.speaker() != null) {
      startSpeaker(plan.speaker());
    }
  }

  /** Ends once what was judged has gone, or soon. */
  private void endBehindLast(StopSignal stop) {
    long latest = System.nanoTime() + LAST_MESSAGE.toNanos();
    try {
      do {
        TimeUnit.MILLISECONDS.sleep(50);
      } while (isHolding() && System.nanoTime() < latest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop.stop(0);
  }

  private boolean isHolding() {
    Proxy ends = proxy;
    return ends != null
        && ends.sessions().stream()
            .anyMatch(s -> s.left().heldMessages() > 0 || s.right().heldMessages() > 0);
  }

  private void await(Patience patience, StopSignal stop) {
    Executor later =
        CompletableFuture.delayedExecutor(patience.atMost().toMillis(), TimeUnit.MILLISECONDS);
    later.execute(
        () -> {
          if (started && patience.isVain(proxy.sessions())) {
            LOG.error("{}", patience.text());
            stop.stop(1);
          }
        });
  }

  private void startSpeaker(SpeakerPlan end) {
    SessionStatus status = proxy.sessions().get(0);
    SessionConfig session = plan.sessions().get(0);
    boolean left = end.direction() == Direction.R;
    speaker =
        SpeakerEnd.start(
            end,
            left ? session.left() : session.right(),
            (left ? status.left() : status.right()).listening(),
            cluster.client());
    parts.push(speaker);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sluice-judge-");
    } catch (IOException e) {
      throw new OperatorException("cannot make a temporary folder: " + e, e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", folder, e.toString());
    }
  }

  /** Stops everything, the session first: both its ends get a Cease. */
  @Override
  public void close() {
    if (events != null) {
      events.stopped(started);
    }
    started = false;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("while stopping: {}", e.toString());
      }
    }
  }
}
