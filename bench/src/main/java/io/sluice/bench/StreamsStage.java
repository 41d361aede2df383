package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;

/** Copies records from one topic to another with the smallest topology there is. */
final class StreamsStage implements AutoCloseable {
  private final KafkaStreams streams;
  private final Path state;

  StreamsStage(String bootstrap, String name, String from, String to) throws InterruptedException {
    try {
      state = Files.createTempDirectory("bench-streams");
    } catch (IOException e) {
      throw new IllegalStateException("cannot make a folder for Kafka Streams", e);
    }
    Properties settings = new Properties();
    settings.put("application.id", name);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("state.dir", state.toString());
    settings.put("default.key.serde", Serdes.ByteArraySerde.class);
    settings.put("default.value.serde", Serdes.ByteArraySerde.class);
    settings.put("producer.linger.ms", 0);
    settings.put("producer.batch.size", 128 << 10);
    settings.put("commit.interval.ms", 1000);
    settings.put("auto.offset.reset", "earliest");
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(from).to(to);
    streams = new KafkaStreams(builder.build(), settings);
    streams.start();
    for (int i = 0; i < 600 && streams.state() != KafkaStreams.State.RUNNING; i++) {
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    streams.close(Duration.ofSeconds(10));
    streams.cleanUp();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
