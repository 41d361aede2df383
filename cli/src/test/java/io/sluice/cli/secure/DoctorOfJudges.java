package io.sluice.cli.secure;

import static io.sluice.cli.secure.DoctoredBridge.PATIENCE;
import static io.sluice.cli.secure.DoctoredBridge.bridge;
import static io.sluice.cli.secure.DoctoredBridge.only;
import static io.sluice.cli.secure.DoctoredBridge.onlyOpen;
import static io.sluice.cli.secure.DoctoredBridge.open;
import static io.sluice.cli.secure.DoctoredBridge.registry;
import static io.sluice.cli.secure.DoctoredBridge.schemas;
import static io.sluice.cli.secure.DoctoredBridge.topics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What the doctor finds of judges and of the schema registry. */
interface DoctorOfJudges {
  @Test
  default void registry_that_is_not_there() throws Exception {
    only("registry", bridge(":" + registry.port(), ":1"))
        .fail("registry", "the schema registry at http://127.0.0.1:1 does not answer", "");
  }

  @Test
  default void registry_that_is_none() throws Exception {
    only("registry", bridge(":" + registry.port(), ":" + registry.port() + "/wrong"))
        .fail("registry", "is no schema registry, or not at this path", "");
  }

  @Test
  default void registry_with_a_schema_that_does_not_go_with_ours() throws Exception {
    schemas.register(
        "bad.bgp.audit-value",
        "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
    onlyOpen("registry", "bad.")
        .fail("registry", "another schema under bad.bgp.audit-value", "--topic-prefix");
  }

  @Test
  default void registry_that_has_none_of_them() throws Exception {
    onlyOpen("registry", "new.")
        .warn(
            "registry", "no schema of this version under new.bgp.to-right-value", "topics create");
    only(
            "registry",
            bridge("registry:", "registry:\n  auto.register.schemas: 'false'"),
            "--topic-prefix",
            "new.")
        .fail("registry", "auto.register.schemas is false", "topics create");
  }

  @Test
  default void judge_that_is_not_there() throws Exception {
    topics("idle.").create();
    onlyOpen("judge,loop", "idle.").fail("judge", "no judge is there", "sluice filters");
  }

  @Test
  default void judge_that_is_no_judge_and_falls_behind() throws Exception {
    topics("late.").create();
    SchemaIds.register(schemas, new Topics("late."));
    try (KafkaConsumer<byte[], byte[]> stranger = member("late.", List.of("late.bgp.to-right"))) {
      assertThat(stranger.assignment()).hasSize(2);
      onlyOpen("judge", "late.").fail("judge", "no judge has [late.bgp.to-left-0", "--members");
    }
    try (KafkaConsumer<byte[], byte[]> deaf =
        member("late.", List.of("late.bgp.to-right", "late.bgp.to-left"))) {
      assertThat(deaf.assignment()).hasSize(4);
      onlyOpen("judge,loop", "late.").fail("loop", "no verdict within 5 s", "start it anew");
      // What was just asked is the oldest that waits.
      onlyOpen("judge,loop", "late.").fail("judge", "are older than 5 s", "share the work");
    }
  }

  @Test
  default void loop_whose_judges_go_by_another_policy() throws Exception {
    only("loop", bridge("--max-length 24", "--max-length 25")).warn("loop", "go by policy", "anew");
  }

  @Test
  default void clock_of_the_registry_that_is_wrong() throws Exception {
    try (ShiftedDate ahead = new ShiftedDate(registry.port(), Duration.ofHours(1))) {
      only("clock", bridge(":" + registry.port(), ":" + ahead.port()))
          .fail("clock", "the schema registry is 3", "timedatectl");
    }
  }

  /** A consumer that sits in the judges' group. */
  private static KafkaConsumer<byte[], byte[]> member(String prefix, List<String> topics) {
    Map<String, Object> settings = new HashMap<>(open());
    settings.put("group.id", new Topics(prefix).judgeGroup());
    settings.put("enable.auto.commit", false);
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(topics);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              member.poll(Duration.ofMillis(50));
              return !member.assignment().isEmpty();
            });
    return member;
  }
}
