package io.sluice.proxy.publish;

import io.opentelemetry.api.trace.SpanContext;
import io.sluice.bgp.Direction;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.trace.TraceHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what event loops offer, on a thread of its own.
 *
 * <pre>
 *             no acknowledgement for too long, or an error
 *   DIRECT ─────────────────────────────────────────────────► SPOOLING
 *   to Kafka ◄──────────────────────────────────────────────── to disk
 *             Kafka is back and holds all that was on disk
 * </pre>
 *
 * <p>On the way to SPOOLING the producer is closed at once, and all that was not acknowledged goes
 * to disk first; what of it did reach the topic is found by {@link Replay} later. What the windows
 * of the sessions allow is the bound of the queue: a batch counts against them until it is
 * acknowledged or on disk. When the disk's share is full, nothing more is taken.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int CHUNK = 1024;
  private static final int CHECK_EVERY = 64;
  private static final long FORCE_MILLIS = 1000;
  private static final long CLOSE_MILLIS = 5000;

  /** How long Kafka may be silent while messages are forwarded unjudged. */
  private static final long SILENT_MILLIS = 1000;

  private final Producers producers;
  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Map<Topic, Integer> partitions;
  private final Spool spool;
  private final Replay replay;
  private final long publishMillis;
  private final Queue<Offer> queue = new MpscUnboundedArrayQueue<>(CHUNK);
  private final Queue<Runnable> controls = new ConcurrentLinkedQueue<>();
  private final Map<TopicPartition, Outstanding> outstanding = new ConcurrentHashMap<>();
  private final Waiting waiting = new Waiting();
  private final LongAdder spooled = new LongAdder();
  private final AtomicInteger bypassing = new AtomicInteger();
  private final ArrayDeque<Offer> backlog = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "io.sluice.proxy.publish");
  private volatile boolean asleep;
  private volatile boolean closing;
  private volatile Exception failure;
  private volatile boolean spooling;
  private volatile boolean spoolFull;
  private volatile KafkaProducer<byte[], byte[]> producer;
  private long lastForce;
  private boolean fullTold;
  private final Pace pace = new Pace(System.nanoTime());

  /**
   * @param partitions how many partitions each topic has
   * @param spoolDir folder of the spool
   * @param spoolBytes most octets in it
   * @param publishTimeout how long Kafka may be silent before all goes to disk
   */
  public Publisher(
      Producers producers,
      Map<String, Object> kafka,
      Topics topics,
      Map<Topic, Integer> partitions,
      Path spoolDir,
      long spoolBytes,
      Duration publishTimeout) {
    this.producers = producers;
    this.kafka = kafka;
    this.topics = topics;
    this.partitions = Map.copyOf(partitions);
    this.publishMillis = publishTimeout.toMillis();
    this.spool = new Spool(spoolDir, spoolBytes);
    this.replay = new Replay(kafka, producers, topics, spool, publishTimeout, this::takeOver);
    thread.setDaemon(true);
  }

  /** Begins; what an earlier process left on disk is published before anything else. */
  public void start() {
    if (spool.isEmpty()) {
      producer = producers.create();
      // The first message of each topic would have to wait for this.
      try {
        partitions.keySet().forEach(topic -> producer.partitionsFor(topics.name(topic)));
      } catch (KafkaException e) {
        log.warn("Kafka is slow to tell of its topics: {}", e.toString());
      }
    } else {
      log.warn("{} octets were left on disk: they are published first", spool.bytes());
      spooling = true;
      replay.begin();
    }
    thread.start();
  }

  /** The records of a key in a topic. Thread safe. */
  public RecordStream stream(Topic topic, String key) {
    byte[] octets = key.getBytes(StandardCharsets.UTF_8);
    int partition = partition(octets, partitions.get(topic));
    return new RecordStream(
        topic,
        octets,
        partition,
        outstanding.computeIfAbsent(
            new TopicPartition(topics.name(topic), partition), p -> new Outstanding(this::fail)),
        waiting);
  }

  /** The partition of a key: that of Kafka's own partitioner. */
  public static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /** Takes a batch over; returns at once. Thread safe. */
  public void offer(RecordBatch batch) {
    batch.stream().offered(batch);
    queue.add(batch);
    wake();
  }

  /**
   * Says that these messages, offered before, were forwarded without verdicts: where they are on
   * disk, they are marked. Thread safe.
   */
  public void bypassed(
      RecordStream stream, long epoch, Direction direction, long first, long last) {
    queue.add(new BypassNote(stream, epoch, direction, first, last));
    wake();
  }

  /** Says that a direction begins (1) or ceases (-1) to forward without verdicts. Thread safe. */
  public void bypassing(int change) {
    bypassing.addAndGet(change);
    wake();
  }

  /** Whether records go to disk because Kafka is away. */
  public boolean spooling() {
    return spooling;
  }

  /** Whether nothing is taken because the disk's share is full. */
  public boolean spoolFull() {
    return spoolFull;
  }

  /** Directions that forward without verdicts just now. */
  public int bypassing() {
    return bypassing.get();
  }

  /** Records offered that are neither acknowledged by Kafka nor on disk. */
  public long unpublishedRecords() {
    return waiting.records();
  }

  /** Octets of these. */
  public long unpublishedBytes() {
    return waiting.bytes();
  }

  /** Records written to disk so far. */
  public long spooled() {
    return spooled.sum();
  }

  /**
   * Records on disk, as far as they have been counted: those of an earlier process are read first.
   */
  public long spoolRecords() {
    return spool.records();
  }

  /** Octets on disk. */
  public long spoolBytes() {
    return spool.bytes();
  }

  /** Records published from disk so far. */
  public long replayed() {
    return replay.published();
  }

  private void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void fail(Exception e) {
    if (failure == null) {
      failure = e;
      KafkaProducer<byte[], byte[]> broken = producer;
      if (broken != null && Thread.currentThread() != thread) {
        // Before the producer sends what stands behind the record that failed.
        broken.close(Duration.ZERO);
      }
    }
  }

  private void run() {
    int sinceCheck = 0;
    boolean burst = false;
    while (!closing) {
      try {
        Offer offer = backlog.isEmpty() ? queue.poll() : null;
        if (offer != null) {
          if (!burst) {
            awaitPace();
          }
          pace.count();
          take(offer);
        }
        burst = offer != null;
        if (offer == null || ++sinceCheck >= CHECK_EVERY) {
          sinceCheck = 0;
          check();
        }
        if (offer == null) {
          sleep();
        }
      } catch (RuntimeException e) {
        log.error("publishing: {}", e.toString(), e);
        fail(e);
      }
    }
    finish();
  }

  private void awaitPace() {
    long now = System.nanoTime();
    for (long left = pace.left(now); left > 0; left = pace.left(now)) {
      LockSupport.parkNanos(this, left);
      now = System.nanoTime();
    }
    pace.begin(now);
  }

  private void sleep() {
    asleep = true;
    if (queue.isEmpty() && controls.isEmpty() && !closing || !backlog.isEmpty()) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    asleep = false;
  }

  private void take(Offer offer) {
    if (spooling) {
      backlog.add(offer);
      writeBacklog();
    } else if (offer instanceof RecordBatch batch) {
      send(batch);
    }
  }

  private void send(RecordBatch batch) {
    RecordStream stream = batch.stream();
    Outstanding pending = stream.outstanding();
    pending.add(batch);
    String topic = topics.name(stream.topic());
    for (int i = 0; i < batch.count() && failure == null; i++) {
      try {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                topic, stream.partition(), batch.timeMillis(), stream.key(), batch.record(i));
        SpanContext trace = batch.trace(i);
        if (trace != null) {
          TraceHeader.write(trace, record.headers());
        }
        producer.send(record, pending);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    if (failure != null) {
      spill(ClientFault.of(failure, kafka).text());
    }
  }

  private void check() {
    for (Runnable control = controls.poll(); control != null; control = controls.poll()) {
      control.run();
    }
    long now = millis();
    if (spooling) {
      writeBacklog();
      if (now - lastForce > FORCE_MILLIS) {
        lastForce = now;
        try {
          spool.force();
        } catch (IOException e) {
          log.error("forcing the spool to disk: {}", e.toString());
        }
      }
      return;
    }
    if (failure != null) {
      spill(ClientFault.of(failure, kafka).text());
      return;
    }
    long silent = 0;
    for (Outstanding pending : outstanding.values()) {
      silent = Math.max(silent, pending.silentMillis());
    }
    if (silent > publishMillis || silent > SILENT_MILLIS && bypassing.get() > 0) {
      spill("Kafka acknowledged nothing for " + silent + " ms");
    }
  }

  /** All that is not acknowledged goes to disk, and whatever comes from now on. */
  private void spill(String why) {
    log.warn("{}: records go to disk until Kafka takes them", why);
    producer.close(Duration.ZERO);
    producer = null;
    failure = null;
    for (Outstanding pending : outstanding.values()) {
      for (RecordBatch b = pending.takeUnacknowledged();
          b != null;
          b = pending.takeUnacknowledged()) {
        backlog.add(b);
      }
    }
    spooling = true;
    writeBacklog();
    replay.begin();
  }

  private void writeBacklog() {
    for (Offer offer = backlog.peek(); offer != null; offer = backlog.peek()) {
      if (offer instanceof RecordBatch b && !spool.fits(b.bytes() + b.count() * 512L)) {
        full("the spool is full");
        return;
      }
      try {
        spool(offer);
      } catch (IOException e) {
        full("cannot write to the spool: " + e);
        return;
      }
      backlog.poll();
      if (offer instanceof RecordBatch batch) {
        batch.stream().safe(batch);
      }
    }
    spoolFull = false;
  }

  /** Told once in an outage, for on the way back it may happen again and again. */
  private void full(String why) {
    spoolFull = true;
    if (!fullTold) {
      fullTold = true;
      log.error("{}: sockets are not read until Kafka is back", why);
    }
  }

  private void spool(Offer offer) throws IOException {
    if (offer instanceof BypassNote note) {
      RecordStream s = note.stream();
      spool.append(new SpoolEntry(s.topic(), SpoolEntry.NOTE, 0, s.key(), note.encode(), null));
    } else if (offer instanceof RecordBatch batch) {
      RecordStream s = batch.stream();
      for (int i = batch.acknowledged(); i < batch.count(); i++) {
        spool.append(
            new SpoolEntry(
                s.topic(),
                s.partition(),
                batch.timeMillis(),
                s.key(),
                batch.record(i),
                batch.trace(i)));
      }
      spooled.add(batch.count() - batch.acknowledged());
    }
    spool.flush();
  }

  /**
   * Goes back to Kafka with a producer that has published all of the spool, if that is all; on any
   * thread.
   */
  private CompletableFuture<Boolean> takeOver(KafkaProducer<byte[], byte[]> fresh) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    controls.add(
        () -> {
          try {
            boolean done = backlog.isEmpty() && spool.isEmpty();
            if (!done) {
              spool.seal();
            }
            // Not when the asker has given up, and its producer with it.
            if (answer.complete(done) && done) {
              producer = fresh;
              spooling = false;
              fullTold = false;
              log.info("Kafka is back and has all that was on disk");
            }
          } catch (IOException e) {
            answer.completeExceptionally(e);
          }
        });
    wake();
    return answer;
  }

  /** Gives Kafka a last chance; what it does not take stays on disk for the next start. */
  private void finish() {
    long until = millis() + CLOSE_MILLIS;
    for (Offer offer = queue.poll(); offer != null; offer = queue.poll()) {
      take(offer);
    }
    while (!spooling && failure == null && millis() < until && unacknowledged()) {
      LockSupport.parkNanos(this, IDLE_NANOS / 10);
    }
    if (!spooling && (failure != null || unacknowledged())) {
      spill("closing");
    }
    replay.close();
    if (producer != null) {
      producer.close(Duration.ofMillis(CLOSE_MILLIS));
    }
    if (!backlog.isEmpty()) {
      log.error("{} batches of records are lost: the spool takes no more", backlog.size());
    }
    spool.close();
  }

  private boolean unacknowledged() {
    return outstanding.values().stream().anyMatch(Outstanding::waits);
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(3 * CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
