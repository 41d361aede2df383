package io.sluice.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, section 3.2, whose example this is. */
class TraceHeaderTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String EXAMPLE = "00-" + TRACE + "-" + SPAN + "-01";

  private static Headers headers(String value) {
    return new RecordHeaders().add("traceparent", value.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void it_is_spelled_as_the_standard_has_it() {
    Headers headers = new RecordHeaders();
    SpanContext from =
        SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    TraceHeader.write(from, headers);
    assertThat(headers.toArray()).hasSize(1);
    assertThat(headers.lastHeader("traceparent").value())
        .isEqualTo(EXAMPLE.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void what_was_written_is_read() {
    SpanContext read = TraceHeader.read(headers(EXAMPLE));
    assertThat(read.getTraceId()).isEqualTo(TRACE);
    assertThat(read.getSpanId()).isEqualTo(SPAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE + "-" + SPAN,
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-b7ad6b716920333X-01",
        "00-" + TRACE + "-" + SPAN + "-00"
      })
  void what_is_malformed_or_not_sampled_is_not_followed(String value) {
    assertThat(TraceHeader.read(headers(value))).isNull();
  }

  @Test
  void without_a_header_there_is_no_trace() {
    assertThat(TraceHeader.read(new RecordHeaders())).isNull();
    assertThat(TraceHeader.read(new RecordHeaders().add("traceparent", null))).isNull();
  }
}
