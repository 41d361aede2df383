package io.sluice.filters.streams;

import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipelines;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A judge in a process of its own, to be killed. */
final class JudgeProcess {
  private JudgeProcess() {}

  /** Starts it; ended by {@link Process#destroyForcibly}. */
  static Process start(Rig rig, long limit, int standbys, Path stateDir) {
    try {
      return new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  JudgeProcess.class.getName(),
                  rig.broker.bootstrap(),
                  rig.topics.prefix(),
                  Long.toString(limit),
                  Integer.toString(standbys),
                  stateDir.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process: broker, topic prefix, limit for a session, standbys, folder. */
  public static void main(String[] args) throws InterruptedException {
    // Commits are frequent, so that one often falls between a message and its verdict.
    Map<String, Object> kafka = Map.of("bootstrap.servers", args[0], "commit.interval.ms", 20);
    Topics topics = new Topics(args[1]);
    SchemaIds schemas;
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), kafka)) {
      schemas = SchemaIds.register(registry, topics);
    }
    LimitOptions options = LimitOptions.NONE.withCounts(Long.parseLong(args[2]), 0, 0);
    try (Judge judge =
        new Judge(
            new JudgeConfig(
                null,
                kafka,
                topics,
                schemas,
                Pipelines.of(Pipelines.limit(options)),
                1,
                Integer.parseInt(args[3]),
                Path.of(args[4])))) {
      judge.start();
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }
}
