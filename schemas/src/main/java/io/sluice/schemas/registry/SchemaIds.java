package io.sluice.schemas.registry;

import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.BgpMessage;
import io.sluice.schemas.avro.QuarantinedRecord;
import io.sluice.schemas.avro.SessionEvent;
import io.sluice.schemas.avro.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The ids of all our schemas at a registry, asked for once when a process starts. */
public final class SchemaIds {
  private final Map<Topic, Integer> ids = new EnumMap<>(Topic.class);

  private SchemaIds() {}

  /**
   * Registers every schema under the subject of its topic.
   *
   * @throws RegistryException if the registry refuses one or cannot be reached
   */
  public static SchemaIds register(SchemaRegistry registry, Topics topics) {
    SchemaIds all = new SchemaIds();
    for (Topic topic : Topic.values()) {
      if (!topic.schema().isEmpty()) {
        all.ids.put(topic, registry.register(topics.subject(topic), schema(topic).toString()));
      }
    }
    return all;
  }

  /** The schema of a topic's values. */
  public static Schema schema(Topic topic) {
    // What tells Avro's generator to use String is no business of other languages.
    return new Schema.Parser()
        .parse(
            generated(topic)
                .toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", ""));
  }

  private static Schema generated(Topic topic) {
    return switch (topic) {
      case TO_RIGHT, TO_LEFT -> BgpMessage.getClassSchema();
      case VERDICTS -> Verdict.getClassSchema();
      case SESSIONS -> SessionEvent.getClassSchema();
      case AUDIT -> AuditRecord.getClassSchema();
      case QUARANTINE -> QuarantinedRecord.getClassSchema();
      case SCHEMAS, JOURNAL ->
          throw new IllegalArgumentException(topic.baseName() + " holds no Avro");
    };
  }

  /** The id of the schema of a topic's values. */
  public int id(Topic topic) {
    return ids.get(topic);
  }
}
