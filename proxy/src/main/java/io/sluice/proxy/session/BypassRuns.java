package io.sluice.proxy.session;

import io.sluice.proxy.publish.Publisher;
import io.sluice.proxy.publish.RecordBatch;
import io.sluice.proxy.publish.RecordStream;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.wire.AuditEncoder;
import java.util.Map;

/**
 * Audits what a direction forwards without verdicts: one record for a run of consecutive messages.
 * Belongs to the event loop.
 */
final class BypassRuns {
  private final Publisher publisher;
  private final RecordStream stream;
  private final AuditEncoder encoder;
  private final Meters meters;
  private EndCause cause;
  private long first;
  private int count;
  private long firstMicros;

  BypassRuns(Publisher publisher, RecordStream stream, int schemaId, Meters meters) {
    this.publisher = publisher;
    this.stream = stream;
    this.encoder = new AuditEncoder(schemaId);
    this.meters = meters;
  }

  /** Why messages are forwarded unjudged from now on. */
  void cause(EndCause why) {
    cause = why;
  }

  /** The first message of the run so far; 0 for none. */
  long first() {
    return count == 0 ? 0 : first;
  }

  /** One message that goes without a verdict, received at a time. */
  void add(MessageOrigin origin, long sequence, long micros, long nowMicros) {
    if (count > 0 && first + count != sequence) {
      flush(origin, nowMicros);
    }
    if (count == 0) {
      first = sequence;
      firstMicros = micros;
    }
    count++;
  }

  /** Publishes the run so far. */
  void flush(MessageOrigin origin, long nowMicros) {
    if (count == 0) {
      return;
    }
    RecordBatch batch = new RecordBatch(stream, firstMicros / 1000);
    batch.add(
        encoder.encodeRun(
            origin,
            first,
            count,
            firstMicros,
            Outcome.BYPASSED,
            new Judgement.Reason(
                "proxy", "pass", "proxy/bypass", "", Map.of("cause", cause.label())),
            nowMicros));
    publisher.offer(batch);
    meters.bypassed(cause, count);
    count = 0;
  }
}
