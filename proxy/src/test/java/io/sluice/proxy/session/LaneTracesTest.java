package io.sluice.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.MessageType;
import io.sluice.schemas.Action;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.trace.Tracing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTracesTest {
  private static final MessageOrigin ORIGIN =
      new MessageOrigin(
          "a~b", 7, Direction.R, "192.0.2.1", 1, "192.0.2.2", 2, DecodeContext.AS4, 0);

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
  private long micros = 1_000;
  private final LaneTraces traces =
      new LaneTraces(
          new Tracing(provider.get("test"), 1),
          new Clock() {
            @Override
            public long nanos() {
              return micros * 1000;
            }

            @Override
            public long micros() {
              return micros;
            }
          });

  @AfterEach
  void close() {
    provider.close();
  }

  private SpanContext received(long sequence) {
    return traces.received(ORIGIN, sequence, MessageType.UPDATE.code(), 23, micros);
  }

  private SpanData span(String name) {
    List<SpanData> named =
        spans.getFinishedSpanItems().stream().filter(s -> s.getName().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.get(0);
  }

  @Test
  void a_span_lasts_from_the_arrival_of_an_update_to_its_leaving() {
    SpanContext whole = received(1);
    micros = 3_000;
    traces.gone(1);
    assertThat(spans.getFinishedSpanItems()).as("it is still here").isEmpty();
    traces.judged(1, 1, Action.DROP, null);
    micros = 4_000;
    traces.gone(2);
    assertThat(span("UPDATE").getSpanContext()).isEqualTo(whole);
    assertThat(span("UPDATE").getStartEpochNanos()).isEqualTo(1_000_000);
    assertThat(span("UPDATE").getEndEpochNanos()).isEqualTo(4_000_000);
    assertThat(span("forward").getStartEpochNanos()).isEqualTo(3_000_000);
    assertThat(span("forward").getAttributes().get(AttributeKey.stringKey("sluice.action")))
        .isEqualTo("DROP");
    assertThat(span("forward").getParentSpanId())
        .as("a judge that does not trace leaves it to follow the first")
        .isEqualTo(whole.getSpanId());
  }

  @Test
  void a_run_of_verdicts_is_for_those_that_it_covers() {
    received(4);
    received(9);
    traces.judged(1, 8, Action.PASS, null);
    traces.gone(10);
    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("forward", "UPDATE", "UPDATE");
  }

  @Test
  void a_verdict_that_comes_twice_counts_once() {
    received(1);
    traces.judged(1, 1, Action.PASS, null);
    traces.judged(1, 1, Action.DROP, null);
    traces.gone(2);
    assertThat(span("forward").getAttributes().get(AttributeKey.stringKey("sluice.action")))
        .isEqualTo("PASS");
  }

  @Test
  void what_leaves_without_a_verdict_says_so() {
    received(1);
    traces.gone(2);
    assertThat(span("UPDATE").getAttributes().get(AttributeKey.booleanKey("sluice.bypassed")))
        .isTrue();
  }

  @Test
  void what_is_here_when_the_session_ends_is_an_error() {
    received(1);
    received(2);
    traces.judged(2, 1, Action.PASS, null);
    traces.end();
    assertThat(spans.getFinishedSpanItems())
        .filteredOn(s -> s.getName().equals("UPDATE"))
        .hasSize(2)
        .allMatch(s -> s.getStatus().getStatusCode() == StatusCode.ERROR);
    traces.gone(Long.MAX_VALUE);
    assertThat(spans.getFinishedSpanItems()).hasSize(3);
  }

  @Test
  void only_updates_are_traced() {
    for (MessageType type : MessageType.values()) {
      SpanContext trace = traces.received(ORIGIN, 1, type.code(), 19, micros);
      assertThat(trace != null).as(type.name()).isEqualTo(type == MessageType.UPDATE);
    }
    assertThat(provider.forceFlush().join(1, TimeUnit.SECONDS).isSuccess()).isTrue();
  }
}
