package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.process.SpanCollector.Seen;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An UPDATE is one trace, from the socket it comes from to the one it leaves by. */
class TraceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path dir;

  @Test
  void an_update_is_one_trace_in_one_process() throws Exception {
    try (SpanCollector collector = new SpanCollector();
        TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice =
            start(
                "sluice",
                collector,
                List.of("--name", "proxy", "--warm-up", "0"),
                speakers.rightAddress())) {
      String kafka = sluice.awaitLog(Pattern.compile("embedded broker at (\\S+),")).group(1);
      assertTraced(speakers, sluice.awaitListening(), collector, kafka, "proxy");
    }
  }

  @Test
  void an_update_is_one_trace_over_processes() throws Exception {
    try (SpanCollector collector = new SpanCollector();
        TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand broker = SluiceCommand.start(dir, "broker", "broker")) {
      String kafka = broker.awaitLog(Pattern.compile("broker at (\\S+),")).group(1);
      String right = speakers.rightAddress();
      try (SluiceCommand filters = half("filters", collector, kafka, right);
          SluiceCommand proxy = half("proxy", collector, kafka, right)) {
        filters.awaitLog(Pattern.compile("judging by policy"));
        assertTraced(speakers, proxy.awaitListening(), collector, kafka, "filters");
      }
    }
  }

  /** Of three routes, one is refused. */
  private static void assertTraced(
      TwoSpeakers speakers,
      InetSocketAddress middle,
      SpanCollector collector,
      String kafka,
      String judge)
      throws Exception {
    speakers.connect(middle);
    speakers.left().announce(TwoSpeakers.routes(3, 24));
    speakers.endOfRib();
    await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
    await().atMost(PATIENCE).until(() -> collector.spans().size() >= 12);
    Map<String, List<Seen>> traces =
        collector.spans().stream().collect(Collectors.groupingBy(Seen::trace));
    assertThat(traces).as("for each UPDATE, and nothing else").hasSize(4);
    List<String> actions = new ArrayList<>();
    for (List<Seen> trace : traces.values()) {
      Seen whole = one(trace, "UPDATE");
      Seen judged = one(trace, "judge");
      Seen forward = one(trace, "forward");
      assertThat(whole.parent()).isEmpty();
      assertThat(judged.parent()).isEqualTo(whole.id());
      assertThat(forward.parent()).isEqualTo(judged.id());
      assertThat(whole.process() + forward.process()).isEqualTo("proxyproxy");
      assertThat(judged.process()).isEqualTo(judge);
      assertThat(judged.attribute("sluice.sequence")).isEqualTo(whole.attribute("sluice.sequence"));
      assertThat(whole.attribute("sluice.session")).contains("~");
      assertThat(whole.span().getStartTimeUnixNano())
          .isLessThanOrEqualTo(judged.span().getStartTimeUnixNano());
      assertThat(forward.span().getEndTimeUnixNano()).isEqualTo(whole.span().getEndTimeUnixNano());
      actions.add(forward.attribute("sluice.action") + judged.attribute("sluice.stage"));
    }
    assertThat(actions).containsExactlyInAnyOrder("PASS", "PASS", "REPLACElimit", "PASS");
    assertSpelled(kafka, "bgp.to-right", spans(collector, "UPDATE"));
    assertSpelled(kafka, "bgp.verdicts", spans(collector, "judge"));
  }

  private static Seen one(List<Seen> trace, String name) {
    List<Seen> named = trace.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.get(0);
  }

  private static List<String> spans(SpanCollector collector, String name) {
    return collector.spans().stream()
        .filter(span -> span.name().equals(name))
        // Sampled, and of a random number (Trace Context, level 2).
        .map(span -> "00-" + span.trace() + '-' + span.id() + "-03")
        .toList();
  }

  /** The headers of a topic are these, as W3C spells them; other records have none. */
  static void assertSpelled(String kafka, String topic, List<String> expected) {
    List<String> headers = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          for (Header header : record.headers()) {
            headers.add(header.key() + ' ' + new String(header.value(), StandardCharsets.US_ASCII));
          }
        }
      }
    }
    assertThat(headers)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(value -> "traceparent " + value).toList());
  }

  private SluiceCommand half(String half, SpanCollector collector, String kafka, String right) {
    return start(half, collector, List.of(half, "--name", half, "--kafka", kafka), right);
  }

  private SluiceCommand start(
      String name, SpanCollector collector, List<String> first, String right) {
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of("--trace", "1", "--trace-endpoint", collector.url(), "--"));
    words.addAll(List.of("listen", "127.0.0.1:0", "--", "limit", "-LR", "--session", "2", "--"));
    words.addAll(List.of("connect", right));
    return SluiceCommand.start(dir, name, words.toArray(new String[0]));
  }
}
