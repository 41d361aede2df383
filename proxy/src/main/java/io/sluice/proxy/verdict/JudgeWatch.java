package io.sluice.proxy.verdict;

import io.sluice.schemas.cluster.FaultLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a judge is there. Asked only when a deadline has passed; asks Kafka on a thread of
 * its own and remembers the answer for a second.
 */
public final class JudgeWatch implements AutoCloseable {
  private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int ANSWER_MILLIS = 2000;

  private static final Logger log = LoggerFactory.getLogger(JudgeWatch.class);

  private final Admin admin;
  private final FaultLog faults;
  private final String group;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread t = new Thread(task, "io.sluice.proxy.judge-watch");
            t.setDaemon(true);
            return t;
          });
  private Presence last;
  private long lastNanos;

  /**
   * @param group consumer group of the judges
   */
  public JudgeWatch(Map<String, Object> kafka, String group) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    this.admin = Admin.create(settings);
    this.faults = new FaultLog(log, "looking for a judge", kafka);
    this.group = group;
  }

  /** Finds out, and tells on whatever thread. */
  public void ask(Consumer<Presence> answer) {
    try {
      thread.execute(() -> answer.accept(look()));
    } catch (RejectedExecutionException e) {
      // The proxy is being closed.
    }
  }

  private Presence look() {
    long now = System.nanoTime();
    if (last == null || now - lastNanos > VALID_NANOS) {
      last = lookUp();
      lastNanos = System.nanoTime();
    }
    return last;
  }

  private Presence lookUp() {
    try {
      int members =
          admin
              .describeConsumerGroups(List.of(group))
              .describedGroups()
              .get(group)
              .get(ANSWER_MILLIS + 500L, TimeUnit.MILLISECONDS)
              .members()
              .size();
      faults.works();
      return members > 0 ? Presence.PRESENT : Presence.NO_JUDGE;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return streams();
      }
      if (!(e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)) {
        faults.failed(e);
      }
      return Presence.NO_KAFKA;
    } catch (TimeoutException e) {
      return Presence.NO_KAFKA;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Presence.NO_KAFKA;
    }
  }

  /** The group may be one of the Streams protocol (KIP-1071), which is described otherwise. */
  private Presence streams() {
    try {
      int members =
          admin
              .describeStreamsGroups(List.of(group))
              .describedGroups()
              .get(group)
              .get(ANSWER_MILLIS + 500L, TimeUnit.MILLISECONDS)
              .members()
              .size();
      return members > 0 ? Presence.PRESENT : Presence.NO_JUDGE;
    } catch (ExecutionException e) {
      return e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
          ? Presence.NO_KAFKA
          : Presence.NO_JUDGE;
    } catch (TimeoutException e) {
      return Presence.NO_KAFKA;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Presence.NO_KAFKA;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
