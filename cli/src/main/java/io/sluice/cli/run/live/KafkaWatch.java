package io.sluice.cli.run.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks Kafka now and then whether it answers, so that whoever wants to know need not wait. */
public final class KafkaWatch implements AutoCloseable {
  private static final int ANSWER_MILLIS = 2000;
  private static final long EVERY_MILLIS = 1000;

  private final Admin admin;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "kafka-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean answers = true;

  /**
   * Begins to ask; Kafka is taken to answer until it does not.
   *
   * @param client settings with which a client finds it
   * @param registry where it is counted
   */
  public KafkaWatch(Map<String, Object> client, MeterRegistry registry) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    this.admin = Admin.create(settings);
    Gauge.builder("sluice.kafka.up", this, watch -> watch.answers() ? 1 : 0)
        .description("1 while Kafka answers")
        .register(registry);
    thread.execute(this::run);
  }

  /** Whether it answered the last time. */
  public boolean answers() {
    return answers;
  }

  private void run() {
    try {
      while (true) {
        answers = ask();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      // Asked to stop.
    }
  }

  private boolean ask() throws InterruptedException {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(ANSWER_MILLIS + 500L, TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
