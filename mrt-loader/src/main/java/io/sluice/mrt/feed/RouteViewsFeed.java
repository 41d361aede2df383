package io.sluice.mrt.feed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics of OpenBMP's frames, as RouteViews has them. All partitions are read by this one consumer,
 * from the end of what there is, or from where the last run ended; a topic that comes later from
 * its beginning. A connection that is made anew goes on where the last one broke.
 */
public final class RouteViewsFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(RouteViewsFeed.class);
  private static final Duration POLL = Duration.ofMillis(250);

  private final RouteViewsOptions options;
  private final Positions positions;
  private final Attempts attempts;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private Consumer<byte[], byte[]> consumer;
  private Iterator<ConsumerRecord<byte[], byte[]>> records = Collections.emptyIterator();
  private ConsumerRecord<byte[], byte[]> given;
  private boolean began;
  private long heard;
  private long discovered;

  /**
   * Connects when the first frame is asked for.
   *
   * @throws IOException if the positions of the last run cannot be read
   */
  public RouteViewsFeed(RouteViewsOptions options) throws IOException {
    this.options = options;
    this.positions = new Positions(options.state());
    this.attempts =
        new Attempts(
            LOG,
            "Kafka at " + options.client().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
            options.retry(),
            options.retryMax());
  }

  @Override
  public Frame next() throws IOException {
    taken();
    try {
      while (true) {
        try {
          if (records.hasNext()) {
            given = records.next();
            byte[] octets = given.value();
            return new Frame(octets == null ? new byte[0] : octets, given.topic(), null);
          }
          more();
        } catch (AuthenticationException | AuthorizationException e) {
          throw new IOException(e.getMessage(), e);
        } catch (InterruptException e) {
          throw interrupted();
        } catch (KafkaException e) {
          lost(Waiting.reason(e), e);
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  private void taken() throws IOException {
    if (given != null) {
      positions.set(new TopicPartition(given.topic(), given.partition()), given.offset() + 1);
      given = null;
    }
    positions.tick();
  }

  private void more() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (consumer == null) {
      consumer = new KafkaConsumer<>(settings());
      discover();
      attempts.connected();
      LOG.info("reading {} partitions", assigned.size());
      heard = System.nanoTime();
    } else if (now - discovered > options.refresh().toNanos()) {
      discover();
    }
    records = consumer.poll(POLL).iterator();
    if (records.hasNext()) {
      attempts.gave();
      heard = System.nanoTime();
    } else if (System.nanoTime() - heard > options.stale().toNanos()) {
      lost("nothing came for " + Attempts.words(options.stale()), null);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 128 << 10);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "sluice");
    settings.putAll(options.client());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What is asked for and gone already: the oldest there is comes after it.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) options.timeout().toMillis());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  private void discover() throws IOException {
    List<TopicPartition> fresh = new ArrayList<>();
    Map<String, List<PartitionInfo>> topics = consumer.listTopics(options.timeout());
    topics.forEach(
        (topic, partitions) -> {
          if (options.wants(topic)) {
            partitions.forEach(p -> fresh.add(new TopicPartition(topic, p.partition())));
          }
        });
    fresh.removeAll(assigned);
    assigned.addAll(fresh);
    discovered = System.nanoTime();
    if (assigned.isEmpty()) {
      if (!began) {
        throw new IOException(
            "none of its " + topics.size() + " topics is wanted: see --topics and --collector");
      }
      return;
    }
    consumer.assign(assigned);
    Map<TopicPartition, Long> ends =
        began ? consumer.beginningOffsets(fresh) : consumer.endOffsets(fresh);
    for (TopicPartition partition : fresh) {
      Long next = positions.of(partition);
      long from = next == null ? ends.get(partition) : next;
      positions.set(partition, from);
      consumer.seek(partition, from);
    }
    began = true;
  }

  private void lost(String reason, Exception cause) throws IOException, InterruptedException {
    disconnect();
    attempts.failed(reason, cause);
  }

  private void disconnect() {
    records = Collections.emptyIterator();
    assigned.clear();
    if (consumer != null) {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
      consumer = null;
    }
  }

  @Override
  public void renew(String reason) throws IOException {
    try {
      lost(reason, null);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void commit() throws IOException {
    positions.keep();
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    disconnect();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
