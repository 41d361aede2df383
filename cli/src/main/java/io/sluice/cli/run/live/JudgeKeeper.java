package io.sluice.cli.run.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.cli.OperatorException;
import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.JudgeMeters;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.FaultLog;
import io.sluice.schemas.trace.Tracing;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a judge running: one that gave up is replaced after a pause, so that a process that also
 * holds sessions does what their failure mode says meanwhile.
 */
final class JudgeKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeKeeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final JudgeConfig config;
  private final JudgeMeters meters;
  private final Tracing tracing;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "judge-keeper");
            thread.setDaemon(true);
            return thread;
          });
  private final FaultLog faults;
  private Judge judge;
  private Duration pause = PAUSE;
  private boolean closed;
  private CompletableFuture<Throwable> starting = new CompletableFuture<>();

  JudgeKeeper(JudgeConfig config, MeterRegistry registry, Tracing tracing) {
    this.config = config;
    this.tracing = tracing;
    this.meters = new JudgeMeters(config.pipeline(), registry);
    for (Judge.State state : Judge.State.values()) {
      Gauge.builder("sluice.judge.state", this, keeper -> keeper.state() == state ? 1 : 0)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("1 for where the judge stands")
          .register(registry);
    }
    this.faults = new FaultLog(LOG, "the judge stopped and is started anew", config.kafka());
  }

  /**
   * Starts the judge; returns when it judges, or after a time.
   *
   * @throws OperatorException if it cannot until somebody mends something
   */
  boolean start(Duration patience) {
    CompletableFuture<Throwable> failing = starting;
    try {
      boolean runs = begin().awaitRunning(patience);
      Throwable why = runs || judge().state() != Judge.State.FAILED ? null : failing.get();
      if (why != null && ClientFault.of(why, config.kafka()).stays()) {
        throw new OperatorException(ClientFault.of(why, config.kafka()).text(), why);
      }
      synchronized (this) {
        starting = null;
      }
      if (why != null) {
        executor.execute(() -> replace(why));
      }
      return runs;
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, config.kafka()).text(), e);
    } catch (IllegalStateException e) {
      throw new OperatorException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed so", e);
    }
  }

  private synchronized void failed(Throwable why) {
    if (starting == null || !starting.complete(why)) {
      executor.execute(() -> replace(why));
    }
  }

  private synchronized Judge begin() {
    Judge next = new Judge(config, meters, tracing);
    next.onFailure(this::failed);
    judge = next;
    next.start();
    return next;
  }

  private void replace(Throwable why) {
    faults.failed(why);
    try {
      judge().close();
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      synchronized (this) {
        if (closed) {
          return;
        }
      }
      if (begin().awaitRunning(LONGEST_PAUSE)) {
        faults.works();
        pause = PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      executor.execute(() -> replace(e));
    }
  }

  /** Where the judge stands; null when there was none yet. */
  Judge.State state() {
    Judge now = judge();
    return now == null ? null : now.state();
  }

  private synchronized Judge judge() {
    return judge;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    executor.shutdownNow();
    Judge last = judge();
    if (last != null) {
      last.close();
    }
  }
}
