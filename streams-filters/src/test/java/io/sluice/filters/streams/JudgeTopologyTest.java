package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bgp.Direction;
import io.sluice.filters.JudgeMeters;
import io.sluice.filters.Pipeline;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Stage;
import io.sluice.filters.Wire;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.QuarantinedRecord;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.trace.Tracing;
import io.sluice.schemas.wire.AvroSerde;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.VerdictCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeTopologyTest {
  private static final Topics TOPICS = new Topics("");
  private static final SchemaIds SCHEMAS = SchemaIds.register(new FixedIds(), TOPICS);

  private final Audited audited = new Audited();
  private final PollEnds ends = new PollEnds();
  private final CommitHooks hooks = new CommitHooks();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Map<MessageOrigin, BgpMessageEncoder> encoders = new HashMap<>();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> toRight;
  private TestInputTopic<byte[], byte[]> toLeft;
  private TestOutputTopic<byte[], byte[]> verdicts;
  private TestOutputTopic<byte[], byte[]> quarantine;

  /** Keeps what is audited. */
  private static final class Audited implements AuditSink {
    private final List<AuditRecord> records = new ArrayList<>();
    private final AvroSerde<AuditRecord> serde = new AvroSerde<>(AuditRecord.class, 1);

    @Override
    public void send(byte[] key, byte[] value) {
      records.add(serde.decode(value));
    }

    @Override
    public void flush() {}

    @Override
    public long failures() {
      return 0;
    }

    @Override
    public Exception failure() {
      return null;
    }

    @Override
    public void close() {}
  }

  private void open(Pipeline pipeline) {
    JudgeParts parts =
        new JudgeParts(
            TOPICS,
            SCHEMAS,
            new TaskPipelines(pipeline),
            ends,
            new VerdictPartitions(16, () -> {}),
            audited,
            hooks,
            new JudgeMeters(pipeline, meters),
            Tracing.OFF,
            () -> 123);
    Properties settings = new Properties();
    settings.put("application.id", "judge");
    settings.put("bootstrap.servers", "nowhere:1");
    driver = new TopologyTestDriver(JudgeTopology.build(parts), settings);
    ByteArraySerializer in = new ByteArraySerializer();
    ByteArrayDeserializer out = new ByteArrayDeserializer();
    toRight = driver.createInputTopic("bgp.to-right", in, in);
    toLeft = driver.createInputTopic("bgp.to-left", in, in);
    verdicts = driver.createOutputTopic("bgp.verdicts", out, out);
    quarantine = driver.createOutputTopic("bgp.quarantine", out, out);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void pipe(MessageOrigin origin, Disposition disposition, long sequence, byte[] wire) {
    byte[] value =
        encoders
            .computeIfAbsent(origin, o -> new BgpMessageEncoder(SCHEMAS.id(Topic.TO_RIGHT), o))
            .encode(disposition, sequence, 1, wire[18], wire, 0, wire.length);
    byte[] key = origin.session().getBytes(StandardCharsets.UTF_8);
    (origin.direction() == Direction.R ? toRight : toLeft).pipeInput(key, value);
  }

  private List<Judgement> verdicts() {
    VerdictCodec codec = new VerdictCodec();
    return verdicts.readValuesToList().stream().map(codec::decode).toList();
  }

  private double counted(String name, String... tags) {
    return meters.get(name).tags(tags).functionCounter().count();
  }

  private List<QuarantinedRecord> quarantined() {
    AvroSerde<QuarantinedRecord> serde = new AvroSerde<>(QuarantinedRecord.class, 1);
    return quarantine.readValuesToList().stream().map(serde::decode).toList();
  }

  @Test
  void bothDirectionsOfASessionAreJudgedByOneTask() {
    open(Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(1, 0, 0))));
    MessageOrigin right = Rig.origin("s", 1, Direction.R, 3);
    MessageOrigin left = Rig.origin("s", 1, Direction.L, 3);
    pipe(right, Disposition.GATED, 1, Wire.announce("10.0.0.0/24"));
    pipe(left, Disposition.GATED, 1, Wire.announce("10.0.1.0/24"));
    pipe(right, Disposition.GATED, 2, Wire.announce("10.0.2.0/24"));
    assertThat(verdicts())
        .extracting(v -> v.direction() + "" + v.sequence() + v.action())
        .containsExactly("R1PASS", "L1PASS", "R2REPLACE");
    assertThat(audited.records)
        .extracting(a -> a.getOutcome().toString())
        .containsExactly("PASSED", "PASSED", "REPLACED");
    assertThat(counted("sluice.judge.messages", "stage", "-", "outcome", "passed")).isEqualTo(2);
    assertThat(counted("sluice.judge.messages", "stage", "limit", "outcome", "replaced"))
        .isEqualTo(1);
    assertThat(counted("sluice.judge.verdicts", "action", "pass")).isEqualTo(2);
    assertThat(counted("sluice.judge.verdicts", "action", "replace")).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadGoesToQuarantineAndTheStreamGoesOn() {
    open(Pipelines.of());
    byte[] key = {1};
    toRight.pipeInput(key, new byte[] {9, 9, 9});
    toRight.pipeInput(key, (byte[]) null);
    byte[] tooShort =
        new BgpMessageEncoder(1, Rig.origin("s", 1, Direction.R, 3))
            .encode(Disposition.GATED, 1, 1, 2, new byte[5], 0, 5);
    toRight.pipeInput(key, tooShort);
    pipe(Rig.origin("s", 1, Direction.R, 3), Disposition.GATED, 1, Wire.announce("10.0.0.0/8"));
    assertThat(verdicts()).hasSize(1);
    List<QuarantinedRecord> records = quarantined();
    assertThat(records).hasSize(3);
    assertThat(records.get(0).getTopic()).isEqualTo("bgp.to-right");
    assertThat(records.get(0).getOffset()).isZero();
    assertThat(records.get(0).getValue().array()).isEqualTo(new byte[] {9, 9, 9});
    assertThat(records.get(0).getError()).contains("Confluent");
    assertThat(records.get(2).getError()).contains("message of 5 octets");
    assertThat(counted("sluice.judge.quarantined", "cause", "undecodable")).isEqualTo(3);
  }

  @Test
  void aStageThatFailsIsNamedInQuarantineAndItsMessageIsAnsweredAsRefused() {
    Stage fails =
        (message, ruling) -> {
          throw new IllegalArgumentException("boom");
        };
    open(Pipelines.of(Pipelines.stage("bad", () -> fails)));
    MessageOrigin origin = Rig.origin("s", 1, Direction.R, 3);
    pipe(origin, Disposition.GATED, 1, Wire.announce("10.0.0.0/8"));
    assertThat(verdicts())
        .singleElement()
        .satisfies(v -> assertThat(v.action()).isEqualTo(Action.REPLACE));
    QuarantinedRecord record = quarantined().get(0);
    assertThat(record.getStage()).isEqualTo("bad");
    assertThat(record.getError()).contains("boom");
    assertThat(record.getDetail()).contains("JudgeTopologyTest");
    assertThat(counted("sluice.judge.quarantined", "cause", "stage_failed")).isEqualTo(1);
    assertThat(counted("sluice.judge.messages", "stage", "bad", "outcome", "replaced"))
        .isEqualTo(1);
  }

  @Test
  void keepalivesAreAuditedAndNotAnswered() {
    open(Pipelines.of(Pipelines.grep("update")));
    pipe(Rig.origin("s", 1, Direction.R, 3), Disposition.UNGATED, 1, Wire.keepalive());
    assertThat(verdicts()).isEmpty();
    assertThat(audited.records)
        .singleElement()
        .satisfies(a -> assertThat(a.getOutcome()).hasToString(Outcome.UNGATED.name()));
  }

  @Test
  void bypassedMessagesAreJudgedAuditedAndAnsweredAndReplayedOnesNotAnswered() {
    open(Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(1, 0, 0))));
    MessageOrigin origin = Rig.origin("s", 1, Direction.R, 3);
    pipe(origin, Disposition.BYPASSED, 1, Wire.announce("10.0.0.0/24"));
    pipe(origin, Disposition.GATED, 2, Wire.announce("10.0.1.0/24"));
    pipe(
        Rig.origin("old", 1, Direction.R, -1),
        Disposition.REPLAYED,
        1,
        Wire.announce("10.0.0.0/24"));
    assertThat(verdicts())
        .extracting(Judgement::action)
        .containsExactly(Action.PASS, Action.REPLACE);
    assertThat(audited.records)
        .extracting(a -> a.getOutcome().toString())
        .containsExactly("BYPASSED", "REPLACED", "UNGATED");
  }

  @Test
  void aMessageThatAsksForAPartitionThatDoesNotExistGoesToQuarantine() {
    open(Pipelines.of());
    pipe(Rig.origin("s", 1, Direction.R, 16), Disposition.GATED, 1, Wire.announce("10.0.0.0/24"));
    assertThat(verdicts()).isEmpty();
    assertThat(quarantined().get(0).getError()).contains("partition 16").contains("16");
    assertThat(counted("sluice.judge.quarantined", "cause", "unanswerable")).isEqualTo(1);
  }

  private void nineMessagesMoreAreAtHand() {
    open(Pipelines.of());
    ends.of(new TopicPartition("bgp.to-right", 0)).set(10);
    MessageOrigin origin = Rig.origin("s", 1, Direction.R, 7);
    pipe(origin, Disposition.GATED, 1, Wire.announce("10.0.0.0/24"));
    pipe(origin, Disposition.GATED, 2, Wire.announce("10.0.0.0/24"));
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void anOpenRunIsSentOffByTheClockAtTheLatest() {
    nineMessagesMoreAreAtHand();
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(verdicts()).extracting(Judgement::count).containsExactly(2);
    assertThat(counted("sluice.judge.verdicts", "action", "pass")).as("runs").isEqualTo(1);
  }

  @Test
  void anOpenRunIsSentOffBeforeACommit() {
    nineMessagesMoreAreAtHand();
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    hooks.run(sent::add);
    assertThat(sent)
        .singleElement()
        .satisfies(r -> assertThat(r.topic()).isEqualTo("bgp.verdicts"))
        .satisfies(r -> assertThat(r.partition()).isEqualTo(7))
        .satisfies(r -> assertThat(new VerdictCodec().decode(r.value()).count()).isEqualTo(2));
    hooks.run(sent::add);
    assertThat(sent).hasSize(1);
  }
}
