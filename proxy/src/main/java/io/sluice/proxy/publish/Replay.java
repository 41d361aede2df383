package io.sluice.proxy.publish;

import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.FaultLog;
import io.sluice.schemas.trace.TraceHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the spool once Kafka is back, on a thread of its own: waits for Kafka; reads what did
 * get into the topics; publishes the rest, segment by segment, in order; hands its producer to the
 * {@link Publisher} when nothing is left. If Kafka goes away meanwhile, it begins again.
 */
final class Replay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final int ANSWER_MILLIS = 2000;
  private static final long PROBE_MILLIS = 250;
  private static final long RETRY_MILLIS = 1000;

  /** What a closed producer left on its way is through the broker by then. */
  private static final long SETTLE_MILLIS = 300;

  private final Map<String, Object> kafka;
  private final Producers producers;
  private final Topics topics;
  private final Spool spool;
  private final long patienceMillis;
  private final Function<KafkaProducer<byte[], byte[]>, CompletableFuture<Boolean>> takeOver;
  private final LongAdder published = new LongAdder();
  private final Map<String, Object> probing;
  private final FaultLog faults;
  private Thread thread;
  private volatile boolean closing;

  /**
   * @param takeOver asks the publisher to go on with a producer; it answers false when there is
   *     more on disk
   */
  Replay(
      Map<String, Object> kafka,
      Producers producers,
      Topics topics,
      Spool spool,
      Duration patience,
      Function<KafkaProducer<byte[], byte[]>, CompletableFuture<Boolean>> takeOver) {
    this.kafka = kafka;
    this.producers = producers;
    this.topics = topics;
    this.spool = spool;
    this.patienceMillis = patience.toMillis();
    this.takeOver = takeOver;
    this.faults = new FaultLog(log, "publishing what is on disk", kafka);
    this.probing = new HashMap<>(kafka);
    probing.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    probing.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    probing.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 250);
  }

  /** Records published from disk so far. */
  long published() {
    return published.sum();
  }

  /** Begins; only when it is not at work. */
  void begin() {
    thread = new Thread(this::run, "io.sluice.proxy.replay");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      boolean done = false;
      while (!done && !closing) {
        awaitKafka();
        Thread.sleep(SETTLE_MILLIS);
        KafkaProducer<byte[], byte[]> producer = producers.create();
        try {
          done = publishAll(producer);
        } catch (IOException | KafkaException | ExecutionException | TimeoutException e) {
          faults.failed(e);
        } finally {
          if (!done) {
            producer.close(Duration.ZERO);
          }
        }
        if (!done) {
          Thread.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitKafka() throws InterruptedException {
    while (!closing) {
      try (Admin admin = Admin.create(probing)) {
        if (answers(admin)) {
          return;
        }
      } catch (KafkaException e) {
        faults.failed(e);
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  /** Waits for an answer; false when it is a refusal, after which a client is of no more use. */
  private boolean answers(Admin admin) throws InterruptedException {
    while (!closing) {
      try {
        admin.describeCluster().nodes().get(ANSWER_MILLIS + 500L, TimeUnit.MILLISECONDS);
        return true;
      } catch (ExecutionException | TimeoutException e) {
        // That Kafka is away was said when the spool was begun; that it refuses us is news.
        if (ClientFault.of(e, kafka).stays()) {
          faults.failed(e);
          return false;
        }
        Thread.sleep(PROBE_MILLIS);
      }
    }
    return true;
  }

  private boolean publishAll(KafkaProducer<byte[], byte[]> producer)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    spool.seal();
    Map<TopicPartition, Long> oldest = new HashMap<>();
    BypassNotes notes = new BypassNotes();
    for (Path segment : spool.sealed()) {
      look(segment, oldest, notes);
    }
    Published there = new Published(topics);
    there.find(kafka, oldest);
    while (!closing) {
      List<Path> segments = spool.sealed();
      for (Path segment : segments) {
        publish(segment, producer, there, notes);
      }
      if (segments.isEmpty() && takenOver(takeOver.apply(producer))) {
        faults.works();
        return true;
      }
    }
    return false;
  }

  private boolean takenOver(CompletableFuture<Boolean> answer)
      throws InterruptedException, ExecutionException {
    try {
      return answer.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return !answer.cancel(false) && answer.get();
    }
  }

  private void look(Path segment, Map<TopicPartition, Long> oldest, BypassNotes notes)
      throws IOException {
    long records = 0;
    try (SpoolReader reader = new SpoolReader(segment)) {
      for (SpoolEntry e = reader.next(); e != null; e = reader.next()) {
        if (e.isNote()) {
          notes.add(e);
        } else {
          records++;
          TopicPartition p = new TopicPartition(topics.name(e.topic()), e.partition());
          oldest.merge(p, e.timeMillis(), Math::min);
        }
      }
    }
    spool.counted(segment, records);
  }

  private void publish(
      Path segment, KafkaProducer<byte[], byte[]> producer, Published there, BypassNotes notes)
      throws IOException, InterruptedException, TimeoutException {
    Acknowledgements acks = new Acknowledgements();
    String damage;
    try (SpoolReader reader = new SpoolReader(segment)) {
      for (SpoolEntry e = reader.next(); e != null && !closing; e = reader.next()) {
        if (!e.isNote() && there.claim(e.topic(), e.value())) {
          notes.mark(e);
          acks.expect();
          producer.send(record(e), acks);
        }
      }
      damage = reader.damage();
    }
    acks.await(patienceMillis);
    published.add(acks.count());
    if (closing) {
      return;
    }
    if (damage == null) {
      spool.delete(segment);
    } else {
      log.warn("{}: {}; what stands before it was published", segment, damage);
      spool.putAside(segment);
    }
  }

  private ProducerRecord<byte[], byte[]> record(SpoolEntry e) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topics.name(e.topic()), e.partition(), e.timeMillis(), e.key(), e.value());
    if (e.trace() != null) {
      TraceHeader.write(e.trace(), record.headers());
    }
    return record;
  }

  @Override
  public void close() {
    closing = true;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(patienceMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
