package io.sluice.schemas.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The trace that a record belongs to, in its header {@code traceparent}, as W3C Trace Context
 * spells it: {@code 00-TRACE-SPAN-FLAGS} in ASCII.
 */
public final class TraceHeader {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<Headers> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return Arrays.stream(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public String get(Headers headers, String key) {
          Header header = headers == null ? null : headers.lastHeader(key);
          return header == null || header.value() == null
              ? null
              : new String(header.value(), StandardCharsets.US_ASCII);
        }
      };

  private TraceHeader() {}

  /** Says in the headers of a record which span it comes from. */
  public static void write(SpanContext from, Headers headers) {
    W3C.inject(
        Context.root().with(Span.wrap(from)),
        headers,
        (h, key, value) -> h.add(key, value.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The span that a record comes from; {@code null} when it is not traced. */
  public static SpanContext read(Headers headers) {
    SpanContext from =
        Span.fromContext(W3C.extract(Context.root(), headers, GETTER)).getSpanContext();
    return from.isValid() && from.isSampled() ? from : null;
  }
}
