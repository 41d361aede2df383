package io.sluice.proxy.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.wire.BgpMessageView;
import io.sluice.schemas.wire.VerdictCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A judge without Streams: a consumer and a producer. */
public final class TestJudge implements AutoCloseable {
  /** What is said of a message. */
  @FunctionalInterface
  public interface Rule {
    /** The verdict on a message; {@code null} to say nothing. */
    Judgement judge(BgpMessageView message);
  }

  private static final Judgement.Reason REASON =
      new Judgement.Reason("test", "rule", "test/event", "v1", Map.of());

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String verdicts;
  private final int schema;
  private final Rule rule;
  private final Thread thread = new Thread(this::run, "test-judge");
  private final CountDownLatch joined = new CountDownLatch(1);
  private volatile boolean closing;

  /** One that passes everything. */
  public static TestJudge passing(Cluster cluster, Topics topics) {
    return new TestJudge(cluster, topics, m -> verdict(m, Action.PASS));
  }

  /** One that judges by a rule; it does when this returns, which takes brokers seconds. */
  public TestJudge(Cluster cluster, Topics topics, Rule rule) {
    this.rule = rule;
    this.verdicts = topics.name(Topic.VERDICTS);
    SchemaIds ids = cluster.schemas(topics);
    this.schema = ids.id(Topic.VERDICTS);
    Map<String, Object> settings = new HashMap<>(cluster.kafka());
    settings.put("group.id", topics.judgeGroup());
    settings.put("auto.offset.reset", "earliest");
    settings.put("linger.ms", 0);
    settings.put("batch.size", 131072);
    settings.put("max.poll.records", 5000);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    consumer.subscribe(
        List.of(topics.name(Topic.TO_RIGHT), topics.name(Topic.TO_LEFT)),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined.countDown();
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
    thread.setDaemon(true);
    thread.start();
    try {
      assertThat(joined.await(1, TimeUnit.MINUTES)).as("in its group").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A verdict on one message. */
  public static Judgement verdict(BgpMessageView m, Action action, byte[]... instead) {
    return new Judgement(
        m.origin().session(),
        m.origin().epoch(),
        m.origin().direction(),
        m.sequence(),
        1,
        action,
        List.of(instead),
        REASON,
        m.timeMicros());
  }

  private void run() {
    BgpMessageView view = new BgpMessageView();
    VerdictCodec codec = new VerdictCodec();
    while (!closing) {
      try {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofMillis(500))) {
          view.wrap(r.value());
          boolean wants =
              view.disposition() == Disposition.GATED || view.disposition() == Disposition.BYPASSED;
          Judgement verdict = wants ? rule.judge(view) : null;
          if (verdict != null) {
            producer.send(
                new ProducerRecord<>(
                    verdicts,
                    view.origin().verdictPartition(),
                    r.key(),
                    codec.encode(schema, verdict)));
          }
        }
      } catch (WakeupException e) {
        // Told to look whether it is to end.
      } catch (KafkaException e) {
        if (closing) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close(Duration.ZERO);
  }
}
