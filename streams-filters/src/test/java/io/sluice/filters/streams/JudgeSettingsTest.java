package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipelines;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class JudgeSettingsTest {
  private static final IntSupplier FOUR_SECONDS = () -> 4000;

  private static final Topics TOPICS = new Topics("");

  /** What the clients that Kafka Streams makes are given. */
  private static Map<String, Object> consumer(Map<String, Object> operator) {
    return streams(operator, FOUR_SECONDS).getMainConsumerConfigs("group", "client", 0);
  }

  private static StreamsConfig streams(Map<String, Object> operator, IntSupplier timeout) {
    Map<String, Object> kafka = new HashMap<>(operator);
    kafka.put("bootstrap.servers", "127.0.0.1:9");
    JudgeConfig config =
        new JudgeConfig(
            "judge-1",
            kafka,
            TOPICS,
            SchemaIds.register(new FixedIds(), TOPICS),
            Pipelines.of(),
            1,
            0,
            Path.of("state"));
    return new StreamsConfig(JudgeSettings.of(config, new PollEnds(), timeout));
  }

  @Test
  void a_judge_is_missed_as_soon_as_the_brokers_allow_and_says_three_times_that_it_lives() {
    assertThat(consumer(Map.of()))
        .containsEntry("session.timeout.ms", 4000)
        .containsEntry("heartbeat.interval.ms", 1333);
    assertThat(consumer(Map.of()).get("group.instance.id").toString()).startsWith("judge-1");
  }

  @Test
  void what_the_operator_says_goes_over_ours_with_a_clients_name_in_front_or_without() {
    assertThat(
            consumer(
                Map.of(
                    "session.timeout.ms", "9000",
                    "heartbeat.interval.ms", "500",
                    "consumer.max.poll.records", "7")))
        .containsEntry("session.timeout.ms", "9000")
        .containsEntry("heartbeat.interval.ms", "500")
        .containsEntry("max.poll.records", "7");
    assertThat(
            streams(Map.of("linger.ms", "3", "producer.batch.size", "1000"), FOUR_SECONDS)
                .getProducerConfigs("client"))
        .containsEntry("linger.ms", "3")
        .containsEntry("batch.size", "1000");
  }

  @Test
  void with_the_groups_of_kafka_streams_the_brokers_say_when_a_judge_is_missed() {
    StreamsConfig settings =
        streams(
            Map.of("group.protocol", "streams"),
            () -> {
              throw new AssertionError("not asked for");
            });
    assertThat(settings.originals())
        .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms")
        .doesNotContainKey("consumer.group.instance.id");
  }
}
