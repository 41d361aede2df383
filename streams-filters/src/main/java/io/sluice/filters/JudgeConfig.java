package io.sluice.filters;

import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What one judge process is set up with.
 *
 * @param name {@code null}, or a name that is unique within the group and stays the same over
 *     restarts: the group then waits for it to come back (static membership)
 * @param kafka settings handed to the clients as they are, bootstrap.servers among them
 * @param topics names of the topics
 * @param schemas ids of their schemas
 * @param pipeline what to judge by
 * @param threads how many tasks (pairs of partitions) are worked on at a time, at least 1
 * @param standbys copies of each task's state that other processes keep up to date
 * @param stateDir a folder for Kafka Streams' lock files; state itself is kept in memory and topics
 */
public record JudgeConfig(
    String name,
    Map<String, Object> kafka,
    Topics topics,
    SchemaIds schemas,
    Pipeline pipeline,
    int threads,
    int standbys,
    Path stateDir) {

  public JudgeConfig {
    kafka = Map.copyOf(kafka);
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(schemas, "schemas");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(stateDir, "stateDir");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
    }
    if (standbys < 0) {
      throw new IllegalArgumentException("standbys is " + standbys + ", must not be negative");
    }
    if (!kafka.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException("kafka lacks bootstrap.servers");
    }
  }
}
