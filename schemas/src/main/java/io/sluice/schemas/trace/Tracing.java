package io.sluice.schemas.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Which messages are traced, and what makes their spans. Where it is off, those who would trace do
 * not look any further. Thread safe.
 */
public final class Tracing {
  /** Nothing is traced. */
  public static final Tracing OFF = new Tracing(OpenTelemetry.noop().getTracer("sluice"), 0);

  private final Tracer tracer;
  private final double ratio;

  /**
   * @param tracer makes spans; what is traced is chosen here, so it should drop none
   * @param ratio how many of all messages are traced, 0 to 1
   */
  public Tracing(Tracer tracer, double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a ratio of " + ratio + ": 0 to 1");
    }
    this.tracer = tracer;
    this.ratio = ratio;
  }

  /** Whether anything is traced. */
  public boolean isOn() {
    return ratio > 0;
  }

  /** Whether the next message is to be traced; a judge traces what the proxy did. */
  public boolean chooses() {
    return ratio >= 1 || ThreadLocalRandom.current().nextDouble() < ratio;
  }

  /**
   * Begins a span.
   *
   * @param parent the span it comes from; {@code null} for a trace of its own
   * @param micros when it began, microseconds since 1970
   */
  public Span begin(String name, SpanKind kind, SpanContext parent, long micros) {
    Context context = parent == null ? Context.root() : Context.root().with(Span.wrap(parent));
    return tracer
        .spanBuilder(name)
        .setParent(context)
        .setSpanKind(kind)
        .setStartTimestamp(micros, TimeUnit.MICROSECONDS)
        .startSpan();
  }
}
