package io.sluice.mrt.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition has been read, kept in a file of JSON, as bgpipe has it: {@code
 * {"version":1,"updated_at":..,"offsets":{TOPIC:{PARTITION:NEXT}}}}. Now and then the positions of
 * the time before are kept, since what was read only just is not written yet; so that after a crash
 * some comes again, rather than nothing of it.
 */
final class Positions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String OFFSETS = "offsets";

  private final Path file;
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private Map<TopicPartition, Long> before;
  private long keptAt = System.nanoTime();

  /**
   * Positions as they were kept.
   *
   * @param file where; {@code null} for nowhere
   * @throws IOException if it is there and cannot be read
   */
  Positions(Path file) throws IOException {
    this.file = file;
    if (file != null && Files.exists(file)) {
      read();
    }
    before = Map.copyOf(next);
  }

  private void read() throws IOException {
    JsonNode offsets = JSON.readTree(file.toFile()).path(OFFSETS);
    if (!offsets.isObject()) {
      throw new IOException(file + " holds no positions: move it away to begin anew");
    }
    offsets
        .properties()
        .forEach(
            topic ->
                topic
                    .getValue()
                    .properties()
                    .forEach(
                        one ->
                            next.put(
                                new TopicPartition(topic.getKey(), Integer.parseInt(one.getKey())),
                                one.getValue().asLong())));
  }

  /** Where to go on; {@code null} where nothing was read. */
  Long of(TopicPartition partition) {
    return next.get(partition);
  }

  void set(TopicPartition partition, long offset) {
    next.put(partition, offset);
  }

  /** Keeps the positions of the time before, when it is time. */
  void tick() throws IOException {
    if (file != null && System.nanoTime() - keptAt > EVERY_NANOS) {
      keptAt = System.nanoTime();
      write(before);
      before = Map.copyOf(next);
    }
  }

  /** Keeps the positions. */
  void keep() throws IOException {
    if (file != null) {
      write(Map.copyOf(next));
    }
  }

  private void write(Map<TopicPartition, Long> positions) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    root.put("updated_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode offsets = root.putObject(OFFSETS);
    positions.forEach(
        (partition, offset) ->
            offsets
                .withObjectProperty(partition.topic())
                .put(Integer.toString(partition.partition()), offset));
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    JSON.writeValue(written.toFile(), root);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
