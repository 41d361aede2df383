package io.sluice.filters.streams;

import io.sluice.filters.JudgeConfig;
import java.util.Properties;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The judge's settings for Kafka Streams. What the operator sets goes over ours, except for what
 * the judge rests on.
 */
final class JudgeSettings {
  private JudgeSettings() {}

  /**
   * All of them.
   *
   * @param sessionTimeout asked how soon one that died may be missed, milliseconds, where clients
   *     say that
   */
  static Properties of(JudgeConfig config, PollEnds ends, IntSupplier sessionTimeout) {
    Properties p = new Properties();
    // A commit flushes both producers, some milliseconds; what was judged since the last one is
    // judged again after a crash.
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2000);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
    // By their plain names: with a client's name in front they would go over the operator's.
    p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
    // A judge that joins for the first time reads from the start: what a proxy published before it
    // came is still held, and a limit must know every route that went through. Verdicts on what is
    // long gone are ignored; the time they take is spent once in the life of a group.
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    p.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    p.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    p.putAll(config.kafka());

    if (classic(config) && !p.containsKey(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)) {
      int millis = sessionTimeout.getAsInt();
      p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis);
      p.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis / 3);
    }
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().judgeGroup());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    // One direction never waits for the other.
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        PollEndInterceptor.class.getName());
    p.put(StreamsConfig.mainConsumerPrefix(PollEndInterceptor.ENDS), ends);
    if (named(config)) {
      p.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.name());
    }
    return p;
  }

  /**
   * Whether the group knows this judge by its name (static membership), so that it waits for it to
   * come back. Groups of Kafka Streams' own protocol (KIP-1071) know no names.
   */
  static boolean named(JudgeConfig config) {
    return config.name() != null && classic(config);
  }

  /** Whether the group is one as consumers have, where each member says how soon it is missed. */
  static boolean classic(JudgeConfig config) {
    Object protocol = config.kafka().get(StreamsConfig.GROUP_PROTOCOL_CONFIG);
    return protocol == null || !GroupProtocol.STREAMS.name().equalsIgnoreCase(protocol.toString());
  }
}
