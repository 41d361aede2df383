package io.sluice.cli.run.live;

import io.sluice.schemas.avro.AuditRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the events of stages that the operator asked for, as the audit has them. Reads nothing when
 * none was asked for.
 */
final class StageEventLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageEventLog.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Set<String> wanted;
  private AuditReader reader;
  private Thread thread;
  private volatile boolean closed;

  /**
   * @param wanted names of events; those of sessions, which have no slash, are others' business
   */
  StageEventLog(Cluster cluster, Set<String> wanted) {
    this.cluster = cluster;
    this.wanted = new HashSet<>(wanted);
    this.wanted.removeIf(name -> name.indexOf('/') < 0);
  }

  /** Begins to log what comes from now on. */
  void start() {
    if (wanted.isEmpty()) {
      return;
    }
    reader = new AuditReader(cluster, false);
    thread = new Thread(this::run, "stage-events");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (AuditReader open = reader) {
      while (!closed) {
        open.poll(WAIT, this::log);
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (KafkaException e) {
      LOG.warn("events of stages are not logged any more: {}", e.toString());
    }
  }

  private void log(AuditRecord r) {
    if (wanted.contains(r.getEvent())) {
      LOG.atInfo()
          .addKeyValue("session", r.getSession())
          .addKeyValue("event", r.getEvent())
          .log(
              "{} {} {} message {} {}",
              r.getSession(),
              r.getEvent(),
              r.getDirection(),
              r.getSequence(),
              r.getData());
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    if (thread != null) {
      reader.wakeUp();
      thread.join(WAIT.toMillis() * 5);
    }
  }
}
