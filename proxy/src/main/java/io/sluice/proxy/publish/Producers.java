package io.sluice.proxy.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes producers that never reorder: idempotent, and without a delivery timeout of their own. A
 * producer that gives a record up goes on with the next one, which would then stand in the topic
 * without its predecessor. So giving up is left to the {@link Publisher}, which gives up all.
 */
public final class Producers {
  private static final int BATCH = 128 << 10;
  private static final int MAX_BLOCK_MILLIS = 5000;
  private static final long LEAST_MEMORY = 32L << 20;

  private final Map<String, Object> settings = new HashMap<>();

  /**
   * @param kafka settings of the clients; they win, but for what order and safety rest on
   * @param bytesInAll most octets that are offered at one time
   */
  public Producers(Map<String, Object> kafka, long bytesInAll) {
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sluice-publish");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_MEMORY, bytesInAll));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    // A topic that was idle must not have to be asked for just when Kafka is away.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
    // Nor forgotten: after an outage there is a new producer, which asks the bootstrap servers.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
  }

  /** A new one. */
  KafkaProducer<byte[], byte[]> create() {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
