package io.sluice.mrt.load;

import io.sluice.mrt.ReadOptions;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.util.List;
import java.util.Map;

/** A load as a process of its own, to be killed: BOOTSTRAP PREFIX FILE. */
final class LoadProcess {
  private LoadProcess() {}

  public static void main(String[] args) throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", args[0]);
    Topics topics = new Topics(args[1]);
    SchemaIds schemas;
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), kafka)) {
      schemas = SchemaIds.register(registry, topics);
    }
    LoadResult result =
        new Loader(
                LoadOptions.all(LoadInput.of(List.of(args[2])), "rrc99"),
                ReadOptions.DEFAULT,
                kafka,
                topics,
                schemas,
                new Quiet(),
                () -> false)
            .run();
    System.exit(result.complete() ? 0 : 1);
  }
}
