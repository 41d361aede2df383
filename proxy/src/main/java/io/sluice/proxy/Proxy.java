package io.sluice.proxy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.sluice.bgp.Direction;
import io.sluice.proxy.net.Dialler;
import io.sluice.proxy.net.Listeners;
import io.sluice.proxy.net.Transport;
import io.sluice.proxy.publish.Producers;
import io.sluice.proxy.publish.Publisher;
import io.sluice.proxy.session.Clock;
import io.sluice.proxy.session.EndCause;
import io.sluice.proxy.session.Entry;
import io.sluice.proxy.session.Meters;
import io.sluice.proxy.session.Services;
import io.sluice.proxy.session.Session;
import io.sluice.proxy.session.SessionEvents;
import io.sluice.proxy.session.Ticker;
import io.sluice.proxy.verdict.JudgeWatch;
import io.sluice.proxy.verdict.VerdictReader;
import io.sluice.schemas.Topic;
import io.sluice.schemas.trace.Tracing;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The proxy of one process: any number of sessions, each between two BGP speakers. Every message is
 * published, and leaves as its verdict says. Thread safe.
 */
public final class Proxy implements AutoCloseable {
  private static final long ANSWER_SECONDS = 5;
  private static final long WATCH_SECONDS = 10;

  private final ProxyConfig config;
  private final Transport transport;
  private final Listeners listeners;
  private final ScheduledExecutorService waiting;
  private final Publisher publisher;
  private final VerdictReader verdicts;
  private final JudgeWatch judge;
  private final Services services;
  private final Future<?> watching;
  private final Ticker ticker = new Ticker();
  private final Map<String, Running> sessions = new LinkedHashMap<>();

  /** The same, for those who must not wait while sessions are added and removed. */
  private final Map<String, Session> states = new ConcurrentHashMap<>();

  private volatile long window;
  private boolean closed;

  /** A session with what belongs to it. */
  private record Running(Session session, InetSocketAddress left, InetSocketAddress right) {}

  /**
   * Opens the clients of Kafka, takes the partition of verdicts, and waits until Kafka answers.
   *
   * @param metrics where the meters are registered
   * @throws IllegalStateException if Kafka does not answer in time, or a topic is missing
   */
  public Proxy(ProxyConfig config, MeterRegistry metrics) {
    this(config, metrics, Tracing.OFF);
  }

  /**
   * The same.
   *
   * @param tracing tells which messages are traced
   */
  public Proxy(ProxyConfig config, MeterRegistry metrics, Tracing tracing) {
    this.config = config;
    Map<Topic, Integer> partitions = Cluster.partitions(config);
    Meters meters = new Meters(metrics);
    Limits limits = config.limits();
    this.window = limits.window(1);
    int mine =
        Publisher.partition(
            config.name().getBytes(StandardCharsets.UTF_8), partitions.get(Topic.VERDICTS));
    this.verdicts =
        new VerdictReader(
            config.kafka(),
            new TopicPartition(config.topics().name(Topic.VERDICTS), mine),
            meters.foreign(),
            meters.undecodable(),
            tracing.isOn());
    try {
      this.publisher =
          new Publisher(
              new Producers(config.kafka(), limits.bytesInAll()),
              config.kafka(),
              config.topics(),
              partitions,
              config.spoolDir(),
              limits.spoolBytes(),
              limits.publishTimeout());
    } catch (RuntimeException e) {
      verdicts.close();
      throw e;
    }
    this.judge = new JudgeWatch(config.kafka(), config.topics().judgeGroup());
    this.transport = new Transport(config.eventLoops());
    this.listeners = new Listeners(transport);
    this.waiting =
        Executors.newScheduledThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "io.sluice.proxy.waiting");
              thread.setDaemon(true);
              return thread;
            });
    this.services =
        new Services(
            config.name(),
            mine,
            config.schemas(),
            limits,
            () -> window,
            publisher,
            new Dialler(transport, waiting),
            judge,
            meters,
            tracing,
            new SessionEvents(config.name(), publisher, config.schemas().id(Topic.SESSIONS)),
            Clock.SYSTEM);
    register(metrics);
    verdicts.start();
    publisher.start();
    this.watching =
        waiting.scheduleWithFixedDelay(
            listeners::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
  }

  private void register(MeterRegistry metrics) {
    for (SessionState state : SessionState.values()) {
      Gauge.builder("sluice.proxy.sessions", this, proxy -> proxy.count(state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("sessions, by where they stand")
          .register(metrics);
    }
    Gauge.builder("sluice.proxy.bypassing", publisher, Publisher::bypassing)
        .description("directions of sessions that forward without verdicts")
        .register(metrics);
    Gauge.builder("sluice.proxy.unpublished.records", publisher, Publisher::unpublishedRecords)
        .description("records that are neither acknowledged by Kafka nor on disk")
        .register(metrics);
    Gauge.builder("sluice.proxy.unpublished.bytes", publisher, Publisher::unpublishedBytes)
        .baseUnit("bytes")
        .description("octets of records that are neither acknowledged by Kafka nor on disk")
        .register(metrics);
    Gauge.builder("sluice.proxy.spool.records", publisher, Publisher::spoolRecords)
        .description("records on disk, because Kafka is away")
        .register(metrics);
    Gauge.builder("sluice.proxy.spool.bytes", publisher, Publisher::spoolBytes)
        .baseUnit("bytes")
        .description("octets of records on disk, because Kafka is away")
        .register(metrics);
    FunctionCounter.builder("sluice.proxy.spooled", publisher, Publisher::spooled)
        .description("records written to disk")
        .register(metrics);
    FunctionCounter.builder("sluice.proxy.replayed", publisher, Publisher::replayed)
        .description("records published from disk")
        .register(metrics);
  }

  /**
   * Starts a session; returns once its listeners listen.
   *
   * @throws IllegalStateException if an address cannot be had, the id is taken, or there are too
   *     many sessions for the memory that they may use
   */
  public synchronized void add(SessionConfig session) {
    Limits limits = config.limits();
    int count = sessions.size() + 1;
    if (closed || sessions.containsKey(session.id())) {
      throw new IllegalStateException(
          closed ? "the proxy is closed" : "there is a session " + session.id() + " already");
    }
    if (limits.window(count) < Limits.LEAST_WINDOW) {
      throw new IllegalStateException(
          count
              + " sessions share "
              + limits.bytesInAll()
              + " octets: less than "
              + Limits.LEAST_WINDOW
              + " for each; raise bytesInAll");
    }
    EventLoop loop = transport.nextLoop();
    Session added = new Session(session, services, loop);
    verdicts.add(session.id(), added);
    InetSocketAddress left = null;
    InetSocketAddress right;
    try {
      left = listen(added, Direction.R, session.left());
      right = listen(added, Direction.L, session.right());
    } catch (RuntimeException e) {
      if (left != null) {
        listeners.remove(session.left(), left);
      }
      verdicts.remove(session.id());
      throw e;
    }
    window = limits.window(count);
    ticker.add(added);
    sessions.put(session.id(), new Running(added, left, right));
    states.put(session.id(), added);
    loop.execute(added::start);
  }

  private InetSocketAddress listen(Session session, Direction sends, LegConfig leg) {
    if (!leg.listens()) {
      return null;
    }
    InetSocketAddress bound = listeners.add(leg, session.taker(sends));
    session.loop().execute(() -> session.listening(sends, bound));
    return bound;
  }

  /** Ends a session for good; its ends get a Cease (RFC 4486). Nothing happens if there is none. */
  public synchronized void remove(String id) {
    Running running = sessions.remove(id);
    if (running != null) {
      window = config.limits().window(sessions.size());
      end(running, EndCause.REMOVED);
    }
  }

  /**
   * Sets a session up anew; both its ends get a Cease (RFC 4486) and are awaited or dialled again.
   *
   * @throws IllegalStateException if that cannot be; the session is then set up as it was, if it
   *     still can be
   */
  public synchronized void replace(SessionConfig session) {
    Running running = sessions.remove(session.id());
    if (running == null) {
      throw new IllegalStateException("there is no session " + session.id());
    }
    end(running, EndCause.CHANGED);
    try {
      add(session);
    } catch (RuntimeException e) {
      try {
        add(running.session.config());
      } catch (RuntimeException again) {
        window = config.limits().window(sessions.size());
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private void end(Running running, EndCause cause) {
    SessionConfig session = running.session.config();
    if (running.left != null) {
      listeners.remove(session.left(), running.left);
    }
    if (running.right != null) {
      listeners.remove(session.right(), running.right);
    }
    ticker.remove(running.session);
    states.remove(session.id());
    await(running.session.loop().submit(() -> running.session.close(cause)));
    verdicts.remove(session.id());
  }

  /** All sessions as they stand. */
  public List<SessionStatus> sessions() {
    List<Running> all;
    synchronized (this) {
      all = List.copyOf(sessions.values());
    }
    List<SessionStatus> states = new ArrayList<>();
    for (Running running : all) {
      SessionStatus status = await(running.session.loop().submit(running.session::status));
      if (status != null) {
        states.add(status);
      }
    }
    return states;
  }

  /**
   * The way into a direction of a session for messages that no router sent, as long as this
   * incarnation of it lasts.
   *
   * @return {@code null} when the session is not established, or not there
   */
  public Entry entry(String session, Direction direction) {
    Session there = states.get(session);
    return there == null ? null : await(there.loop().submit(() -> there.entry(direction)));
  }

  private long count(SessionState state) {
    return states.values().stream().filter(session -> session.state() == state).count();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      return null;
    }
  }

  /** Adds a listener for what happens to sessions; called on an event loop, it must not wait. */
  public void onEvent(Consumer<SessionEventView> listener) {
    services.events().add(listener);
  }

  /** Whether records go to disk because Kafka is away. */
  public boolean spooling() {
    return publisher.spooling();
  }

  /** Ends every session with a Cease to each end, and publishes what is left. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      sessions.values().forEach(running -> end(running, EndCause.SHUTDOWN));
      sessions.clear();
    }
    watching.cancel(false);
    listeners.close();
    verdicts.close();
    judge.close();
    publisher.close();
    transport.close();
    waiting.shutdownNow();
  }
}
