package io.sluice.cli.routers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bgp.Direction;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.broker.EmbeddedBroker;
import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipeline;
import io.sluice.filters.StageSpec;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.filters.limit.LimitStage;
import io.sluice.proxy.Limits;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.ProxyConfig;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Broker, judge and proxy in this process: for more sessions than a command line names. */
final class WholeProgram implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final Judge judge;
  private final Proxy proxy;

  /** Starts all three; the judge refuses IPv4 routes longer than /24. */
  WholeProgram(Path data) {
    Topics topics = new Topics("");
    broker = EmbeddedBroker.start(new DataFolder(data));
    Map<String, Object> kafka = broker.client();
    try (Admin admin = Admin.create(kafka)) {
      new TopicAdmin(admin, topics, 4, (short) 1).create();
    }
    SchemaIds schemas;
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), kafka)) {
      schemas = SchemaIds.register(registry, topics);
    }
    StageSpec limit =
        new StageSpec(
            "limit",
            "limit -LR --ipv4 --max-length 24",
            EnumSet.allOf(Direction.class),
            false,
            () -> new LimitStage(LimitOptions.NONE.withLengths(0, 24)));
    judge =
        new Judge(
            new JudgeConfig(
                null,
                kafka,
                topics,
                schemas,
                new Pipeline(List.of(limit), Set.of()),
                1,
                0,
                data.resolve("judge")));
    judge.start();
    judge.awaitRunning(Duration.ofMinutes(1));
    proxy =
        new Proxy(
            new ProxyConfig(
                "many", kafka, topics, schemas, Limits.defaults(), data.resolve("spool"), 2),
            new SimpleMeterRegistry());
  }

  Proxy proxy() {
    return proxy;
  }

  @Override
  public void close() {
    proxy.close();
    judge.close();
    broker.close();
  }
}
