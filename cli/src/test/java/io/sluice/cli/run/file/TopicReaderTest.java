package io.sluice.cli.run.file;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.cli.pipeline.TopicPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TopicReaderTest {
  private static final TopicPartition PARTITION = new TopicPartition("bgp.to-right", 0);

  /** What is told by reading a session of a topic to which others have written. */
  private static List<String> told(String session, String... others) throws IOException {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, (long) others.length));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < others.length; i++) {
            consumer.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), 0, i, bytes(others[i]), bytes("x")));
          }
        });
    Logger logger = (Logger) LoggerFactory.getLogger(TopicReader.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    // Others of the tests switch the log off.
    logger.setLevel(Level.WARN);
    TopicPart part = new TopicPart(PARTITION.topic(), session, null, null);
    try (TopicReader reader = new TopicReader(consumer, PARTITION, bytes(session), part)) {
      while (reader.next() != null) {
        // To the end.
      }
    } finally {
      logger.setLevel(null);
      logger.detachAppender(told);
    }
    return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSessionThatIsNotThereIsToldWithSomeThatAre() throws IOException {
    assertThat(told("nobody", "b", "a", "b", "c", "d"))
        .containsExactly("bgp.to-right has no record of session nobody; there are a, b, c");
    assertThat(told("nobody")).containsExactly("bgp.to-right has no record of session nobody");
    assertThat(told("a", "b", "a")).isEmpty();
  }
}
