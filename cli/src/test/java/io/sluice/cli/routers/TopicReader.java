package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.MessageType;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.wire.BgpMessageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the proxy published, as any consumer would. */
final class TopicReader {
  private final String bootstrap;

  TopicReader(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** One record of a message topic. */
  static final class Published {
    private final byte[] wire;
    private final long sequence;
    private final Disposition disposition;

    private Published(BgpMessageView view) {
      wire = view.wire();
      sequence = view.sequence();
      disposition = view.disposition();
    }

    byte[] wire() {
      return wire;
    }

    long sequence() {
      return sequence;
    }

    Disposition disposition() {
      return disposition;
    }
  }

  /**
   * The messages from the right end, KEEPALIVEs left out, in the order of the topic; reads until
   * there are as many as expected, and a while longer, so that repetitions show.
   */
  List<Published> toLeft(int expected) {
    List<Published> all = new ArrayList<>();
    BgpMessageView view = new BgpMessageView();
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      String topic = new Topics("").name(Topic.TO_LEFT);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (all.size() < expected && System.nanoTime() < end) {
        read(consumer, view, all);
      }
      read(consumer, view, all);
      read(consumer, view, all);
    }
    assertThat(all).as("messages in the topic").hasSizeGreaterThanOrEqualTo(expected);
    return all;
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, BgpMessageView view, List<Published> into) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
      view.wrap(record.value());
      if (view.type() != MessageType.KEEPALIVE.code()) {
        into.add(new Published(view));
      }
    }
  }
}
