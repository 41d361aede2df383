package io.sluice.filters.streams;

import io.sluice.filters.JudgeConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The judge's settings for Kafka Streams. What the operator sets goes over ours, except for what
 * the judge rests on.
 */
final class JudgeSettings {
  private JudgeSettings() {}

  static Properties of(JudgeConfig config, PollEnds ends) {
    Properties p = new Properties();
    // A commit flushes both producers, some milliseconds; what was judged since the last one is
    // judged again after a crash.
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2000);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2000);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2000);
    // A judge that joins for the first time reads from the start: what a proxy published before it
    // came is still held, and a limit must know every route that went through. Verdicts on what is
    // long gone are ignored; the time they take is spent once in the life of a group.
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    p.putAll(config.kafka());

    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().judgeGroup());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    // One direction never waits for the other.
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        PollEndInterceptor.class.getName());
    p.put(StreamsConfig.mainConsumerPrefix(PollEndInterceptor.ENDS), ends);
    if (config.name() != null) {
      p.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.name());
    }
    return p;
  }
}
