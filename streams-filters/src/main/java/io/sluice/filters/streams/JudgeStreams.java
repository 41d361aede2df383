package io.sluice.filters.streams;

import io.sluice.filters.Judge.State;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.JudgeMeters;
import io.sluice.schemas.Topic;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The judge on Kafka Streams. */
public final class JudgeStreams implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JudgeStreams.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final JudgeConfig config;
  private final JudgeMeters meters;
  private final Tracing tracing;
  private final List<Consumer<Throwable>> listeners = new CopyOnWriteArrayList<>();
  private final Mishaps mishaps = new Mishaps();
  private KafkaStreams streams;
  private KafkaAuditSink audit;
  private TopicCheck topics;
  private VerdictPartitions partitions;
  private State state = State.NEW;

  /** Sets it up; opens nothing yet. */
  public JudgeStreams(JudgeConfig config, JudgeMeters meters, Tracing tracing) {
    this.config = config;
    this.meters = meters;
    this.tracing = tracing;
  }

  /** See {@link io.sluice.filters.Judge#start}. */
  public synchronized void start() {
    if (state != State.NEW) {
      throw new IllegalStateException("the judge was started before: it is " + state);
    }
    topics = new TopicCheck(config.kafka(), config.topics());
    try {
      int verdictPartitions = topics.check();
      if (!JudgeSettings.classic(config)) {
        topics.settleGroup(config.standbys());
      }
      PollEnds ends = new PollEnds();
      CommitHooks hooks = new CommitHooks();
      partitions = new VerdictPartitions(verdictPartitions, () -> topics.refresh(this::grow));
      audit = new KafkaAuditSink(config.topics().name(Topic.AUDIT), config.kafka());
      JudgeParts parts =
          new JudgeParts(
              config.topics(),
              config.schemas(),
              new TaskPipelines(config.pipeline()),
              ends,
              partitions,
              audit,
              hooks,
              meters,
              tracing,
              JudgeStreams::micros);
      streams =
          new KafkaStreams(
              JudgeTopology.build(parts),
              JudgeSettings.of(config, ends, topics::sessionTimeoutMillis),
              new JudgeClients(audit, hooks));
      streams.setStateListener((now, before) -> changed(now));
      streams.setUncaughtExceptionHandler(this::failed);
      state = State.PREPARING;
      streams.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void grow(int count) {
    partitions.grow(count);
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private synchronized void changed(KafkaStreams.State now) {
    if (state != State.CLOSED && state != State.FAILED) {
      state =
          switch (now) {
            case RUNNING -> State.RUNNING;
            case CREATED, REBALANCING -> State.PREPARING;
            case PENDING_ERROR, ERROR -> State.FAILED;
            case PENDING_SHUTDOWN, NOT_RUNNING -> State.CLOSED;
          };
    }
    notifyAll();
  }

  private StreamThreadExceptionResponse failed(Throwable e) {
    if (mishaps.mayRetry(e, System.nanoTime())) {
      log.warn(
          "a judge thread failed and is replaced; it goes on from the last commit: {}",
          ClientFault.of(e, config.kafka()).text());
      log.debug("the failure", e);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    log.debug("the judge gives up", e);
    synchronized (this) {
      state = State.FAILED;
      notifyAll();
    }
    listeners.forEach(listener -> listener.accept(e));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Waits for a state, or for one from which it cannot come. */
  public synchronized boolean await(State wanted, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (state != wanted && state != State.CLOSED && state != State.FAILED) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        wait(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return state == wanted;
  }

  /** Where it stands. */
  public synchronized State state() {
    return state;
  }

  /** Adds a listener for the failure that ends it. */
  public void onFailure(Consumer<Throwable> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    KafkaStreams running;
    synchronized (this) {
      running = streams;
      if (state != State.FAILED) {
        state = State.CLOSED;
      }
      streams = null;
      notifyAll();
    }
    boolean stopped = true;
    if (running != null) {
      CloseOptions.GroupMembershipOperation membership =
          JudgeSettings.named(config)
              ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
              : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
      stopped =
          running.close(
              CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership));
      if (!stopped) {
        log.warn("the judge did not stop within {} s", CLOSE_TIMEOUT.toSeconds());
      }
    }
    if (audit != null && stopped) {
      audit.close();
    } else if (audit != null) {
      audit.abandon();
    }
    if (topics != null) {
      topics.close();
    }
  }
}
