package io.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.registry.SchemaIds;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever changes a schema must keep it readable, and say that it changed. */
class PublishedSchemasTest {

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"TO_RIGHT", "VERDICTS", "SESSIONS", "AUDIT", "QUARANTINE"})
  void aSchemaReadsAllThatItsPublishedVersionsWroteAndIsTheNewestOfThem(Topic topic)
      throws IOException {
    Schema current = SchemaIds.schema(topic);
    List<Schema> published = published(topic.schema());
    assertThat(published).as("published versions of " + topic.schema()).isNotEmpty();
    for (int i = 0; i < published.size(); i++) {
      var result = SchemaCompatibility.checkReaderWriterCompatibility(current, published.get(i));
      assertThat(result.getResult().getIncompatibilities())
          .as(topic.schema() + " cannot read what version " + (i + 1) + " wrote")
          .isEmpty();
    }
    assertThat(current)
        .as(
            "%s changed: write its new form to src/test/resources/published/%s.v%d.avsc",
            topic.schema(), topic.schema(), published.size() + 1)
        .isEqualTo(published.get(published.size() - 1));
  }

  private static List<Schema> published(String name) throws IOException {
    List<Schema> versions = new ArrayList<>();
    while (true) {
      String file = "/published/" + name + ".v" + (versions.size() + 1) + ".avsc";
      try (InputStream in = PublishedSchemasTest.class.getResourceAsStream(file)) {
        if (in == null) {
          return versions;
        }
        versions.add(new Schema.Parser().parse(in));
      }
    }
  }
}
