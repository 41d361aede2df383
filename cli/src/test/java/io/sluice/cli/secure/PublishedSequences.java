package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.wire.BgpMessageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sequence numbers of what a message topic holds, by session and incarnation. */
final class PublishedSequences {
  private PublishedSequences() {}

  /** Each incarnation of these sessions is in the topic whole, in order, and once. */
  static void areWhole(String bootstrap, String topic, String... sessions) {
    Map<String, List<Long>> all = read(bootstrap, topic);
    for (String session : sessions) {
      assertThat(all.keySet()).anyMatch(run -> run.startsWith(session + "/"));
    }
    all.forEach(
        (run, numbers) -> {
          if (List.of(sessions).contains(run.replaceFirst("/.*", ""))) {
            assertThat(numbers)
                .as(run)
                .containsExactlyElementsOf(
                    LongStream.rangeClosed(1, numbers.size()).boxed().toList());
          }
        });
  }

  private static Map<String, List<Long>> read(String bootstrap, String topic) {
    Map<String, List<Long>> all = new TreeMap<>();
    BgpMessageView view = new BgpMessageView();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap), bytes, bytes)) {
      List<TopicPartition> partitions =
          IntStream.range(0, SecuredCluster.PARTITIONS)
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          view.wrap(record.value());
          all.computeIfAbsent(
                  view.origin().session() + "/" + view.origin().epoch(), r -> new ArrayList<>())
              .add(view.sequence());
        }
      }
    }
    return all;
  }
}
