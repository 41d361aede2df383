package io.sluice.filters.streams;

import io.sluice.schemas.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The judge's topology: both message topics into one processor, so that both directions of a
 * session belong to one task; from there to the verdicts and the quarantine.
 *
 * <pre>
 *   bgp.to-right ─┐              ┌─► bgp.verdicts    (the partition that the message names)
 *                 ├─► judge ─────┤
 *   bgp.to-left  ─┘   │    │     └─► bgp.quarantine
 *                  journal └───────► bgp.audit       (a producer of its own)
 * </pre>
 */
final class JudgeTopology {
  static final String JOURNAL = "journal";
  static final String JUDGE = "judge";
  static final String VERDICTS = "verdicts";
  static final String QUARANTINE = "quarantine";

  private JudgeTopology() {}

  static Topology build(JudgeParts parts) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    ByteArraySerializer key = new ByteArraySerializer();
    Serializer<Addressed> verdict = (topic, addressed) -> addressed.value();
    StoreBuilder<KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>> journal =
        Stores.keyValueStoreBuilder(
                JournalStore.supplier(JOURNAL, parts.pipelines()),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingEnabled(Topic.JOURNAL.settings())
            .withCachingDisabled();
    return new Topology()
        .addSource(Topic.TO_RIGHT.name(), bytes, bytes, parts.topics().name(Topic.TO_RIGHT))
        .addSource(Topic.TO_LEFT.name(), bytes, bytes, parts.topics().name(Topic.TO_LEFT))
        .addProcessor(
            JUDGE, () -> new JudgeProcessor(parts), Topic.TO_RIGHT.name(), Topic.TO_LEFT.name())
        .addStateStore(journal, JUDGE)
        .addSink(
            VERDICTS, parts.topics().name(Topic.VERDICTS), key, verdict, parts.partitions(), JUDGE)
        .addSink(
            QUARANTINE,
            parts.topics().name(Topic.QUARANTINE),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            JUDGE);
  }
}
