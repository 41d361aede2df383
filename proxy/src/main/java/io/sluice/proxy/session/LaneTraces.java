package io.sluice.proxy.session;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.sluice.bgp.MessageType;
import io.sluice.schemas.Action;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.trace.Tracing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The UPDATEs of a lane that are traced, while they are here. Each is a span from its arrival to
 * its leaving, which the judge's span follows; and that is followed by one from the verdict to the
 * leaving. Belongs to the event loop.
 *
 * <pre>
 *   UPDATE   ├────────────────────────────────────┤   proxy
 *   judge            ├─────┤                          judge
 *   forward                       ├───────────────┤   proxy
 * </pre>
 */
final class LaneTraces {
  private final Tracing tracing;
  private final Clock clock;
  private final Deque<Traced> here = new ArrayDeque<>();

  /** One of them. */
  private static final class Traced {
    private final long sequence;
    private final Span whole;
    private Span forward;

    private Traced(long sequence, Span whole) {
      this.sequence = sequence;
      this.whole = whole;
    }
  }

  LaneTraces(Tracing tracing, Clock clock) {
    this.tracing = tracing;
    this.clock = clock;
  }

  /** A message came; the span that its record comes from, {@code null} when it is not traced. */
  SpanContext received(MessageOrigin origin, long sequence, int type, int length, long micros) {
    if (type != MessageType.UPDATE.code() || !tracing.chooses()) {
      return null;
    }
    Span whole =
        tracing
            .begin("UPDATE", SpanKind.SERVER, null, micros)
            .setAttribute("sluice.session", origin.session())
            .setAttribute("sluice.epoch", origin.epoch())
            .setAttribute("sluice.direction", origin.direction().toString())
            .setAttribute("sluice.sequence", sequence)
            .setAttribute("sluice.bytes", length);
    here.add(new Traced(sequence, whole));
    return whole.getSpanContext();
  }

  /**
   * A verdict came.
   *
   * @param by the judge's span; {@code null} when it told none
   */
  void judged(long first, int count, Action action, SpanContext by) {
    for (Traced traced : here) {
      if (traced.sequence >= first + count) {
        return;
      }
      if (traced.sequence >= first && traced.forward == null) {
        SpanContext from = by == null ? traced.whole.getSpanContext() : by;
        traced.forward =
            tracing
                .begin("forward", SpanKind.CONSUMER, from, clock.micros())
                .setAttribute("sluice.action", action.name());
      }
    }
  }

  /** All before this one are gone. */
  void gone(long sequence) {
    while (!here.isEmpty() && here.peek().sequence < sequence) {
      Traced traced = here.poll();
      long now = clock.micros();
      if (traced.forward == null) {
        traced.whole.setAttribute("sluice.bypassed", true);
      } else {
        traced.forward.end(now, TimeUnit.MICROSECONDS);
      }
      traced.whole.end(now, TimeUnit.MICROSECONDS);
    }
  }

  /** The session ended; what is still here leaves no more. */
  void end() {
    for (Traced traced : here) {
      if (traced.forward != null) {
        traced.forward.end();
      }
      traced.whole.setStatus(StatusCode.ERROR, "the session ended").end();
    }
    here.clear();
  }
}
