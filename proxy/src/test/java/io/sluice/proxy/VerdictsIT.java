package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Direction;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.Topic;
import io.sluice.schemas.wire.VerdictCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Verdicts that have nothing to decide do nothing, and each kind is counted. */
@SuppressWarnings("try") // a judge works while it is open; nobody talks to it
class VerdictsIT {
  private static final Judgement.Reason REASON = new Judgement.Reason("", "", "", "v", Map.of());

  @Test
  void ghostsAreCountedByKindAndDoNothing() throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                bench.cluster.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      bench.left.send(Updates.number(1));
      assertThat(bench.right.receive(2)).isEqualTo(Updates.number(1));
      long epoch = bench.status("s").epoch();
      // The OPEN is 1, the KEEPALIVE 2, the UPDATE 3.
      say(bench, producer, "s", verdict("s", epoch, 3, 1));
      say(bench, producer, "s", verdict("s", epoch, 4, 5));
      say(bench, producer, "s", verdict("s", epoch - 1, 3, 2));
      say(bench, producer, "s", verdict("s", epoch + 1, 3, 4));
      say(bench, producer, "elsewhere", verdict("elsewhere", epoch, 3, 1));
      say(bench, producer, "s", new byte[] {0, 1, 2});
      await().untilAsserted(() -> assertThat(count(bench, "undecodable")).isEqualTo(1));
      await().untilAsserted(() -> assertThat(count(bench, "double")).isEqualTo(1));
      assertThat(count(bench, "unknown")).isEqualTo(5 + 4);
      assertThat(count(bench, "stale")).isEqualTo(2);
      assertThat(count(bench, "foreign")).isEqualTo(1);
      bench.left.send(Updates.number(2));
      assertThat(bench.right.receive(2)).as("it is judged anew").isEqualTo(Updates.number(2));
    }
  }

  private static double count(Bench bench, String outcome) {
    return bench.counter("sluice.proxy.verdicts", "outcome", outcome);
  }

  private static byte[] verdict(String session, long epoch, long first, int count) {
    return new VerdictCodec()
        .encode(
            1,
            new Judgement(
                session, epoch, Direction.R, first, count, Action.DROP, List.of(), REASON, 0));
  }

  private static void say(
      Bench bench, KafkaProducer<byte[], byte[]> producer, String key, byte[] value)
      throws Exception {
    String topic = bench.topics.name(Topic.VERDICTS);
    for (int partition = 0; partition < producer.partitionsFor(topic).size(); partition++) {
      producer
          .send(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    }
  }
}
