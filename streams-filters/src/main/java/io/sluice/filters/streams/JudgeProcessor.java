package io.sluice.filters.streams;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.sluice.bgp.Message;
import io.sluice.filters.Conclusion;
import io.sluice.filters.Departures;
import io.sluice.filters.Injection;
import io.sluice.filters.JudgeMeters.Unhandled;
import io.sluice.filters.PipelineRun;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.Topic;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.trace.TraceHeader;
import io.sluice.schemas.wire.AuditEncoder;
import io.sluice.schemas.wire.BgpMessageView;
import io.sluice.schemas.wire.VerdictCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Judges the messages of one pair of partitions, both directions of the same sessions: a verdict
 * for each that wants one, an audit record for each, and quarantine for records that cannot be
 * handled. Messages come at least once, and so do verdicts and audit records.
 */
final class JudgeProcessor implements Processor<byte[], byte[], byte[], Object> {
  /** The net under the runs: mostly they are sent off at the end of a poll. */
  private static final Duration NET = Duration.ofMillis(100);

  /** How often is looked whether answers from outside have come. */
  private static final Duration ANSWERS = Duration.ofMillis(1);

  private final JudgeParts parts;
  private final BgpMessageView view = new BgpMessageView();
  private final VerdictCodec codec = new VerdictCodec();
  private final AuditEncoder auditEncoder;
  private final Quarantine quarantine;
  private final Side right = new Side();
  private final Side left = new Side();
  private final InjectionWindow injections = new InjectionWindow(this::send);
  private ProcessorContext<byte[], Object> context;
  private PipelineRun pipeline;
  private HeldJournal journal;
  private boolean asks;

  /** What the verdict that is sent just now comes from; {@code null} where it is not traced. */
  private SpanContext trace;

  /** Where verdicts go just before a commit, when Streams forwards nothing; else {@code null}. */
  private Consumer<ProducerRecord<byte[], byte[]>> direct;

  /** What its thread is to know when it commits. */
  private final CommitHooks.Hook hook =
      new CommitHooks.Hook() {
        @Override
        public void beforeCommit(Consumer<ProducerRecord<byte[], byte[]>> out) {
          JudgeProcessor.this.beforeCommit(out);
        }

        @Override
        public boolean isWaiting() {
          return pipeline.waiting() > 0;
        }

        @Override
        public long oldestWaiting(TopicPartition partition) {
          return partition.partition() != context.taskId().partition()
              ? Long.MAX_VALUE
              : partition.topic().equals(right.topic)
                  ? right.tickets.oldest()
                  : partition.topic().equals(left.topic) ? left.tickets.oldest() : Long.MAX_VALUE;
        }
      };

  /** What becomes of messages that waited for an answer from outside. */
  private final Departures departures =
      new Departures() {
        private final BgpMessageView waited = new BgpMessageView();

        @Override
        public Message message(Object ticket) {
          Message message = waited.wrap(((Ticket) ticket).record.value()).message();
          pipeline.origin(waited.origin());
          return message;
        }

        @Override
        public void concluded(Object ticket, Conclusion conclusion) {
          Ticket at = (Ticket) ticket;
          JudgeProcessor.this.concluded(
              side(at.place), at.place, at.record, waited, conclusion, at.span);
          at.done();
        }

        @Override
        public boolean hasRoom(String session) {
          return injections.hasRoom(session);
        }

        @Override
        public void inject(Injection injection) {
          injections.send(injection, pipeline.version(), parts.micros().getAsLong());
        }
      };

  /** One of the two partitions that are read. */
  private final class Side {
    private final VerdictRuns runs = new VerdictRuns(JudgeProcessor.this::send);
    private final Tickets tickets = new Tickets();
    private String topic;
    private PollEnds.PollEnd end;
  }

  JudgeProcessor(JudgeParts parts) {
    this.parts = parts;
    this.auditEncoder = new AuditEncoder(parts.schemas().id(Topic.AUDIT));
    this.quarantine = new Quarantine(parts.schemas().id(Topic.QUARANTINE), parts.micros());
  }

  @Override
  public void init(ProcessorContext<byte[], Object> processorContext) {
    context = processorContext;
    pipeline = parts.pipelines().of(context.taskId());
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(JudgeTopology.JOURNAL);
    journal = new HeldJournal(store);
    pipeline.attach(journal);
    watch(right, Topic.TO_RIGHT);
    watch(left, Topic.TO_LEFT);
    parts.hooks().add(hook);
    context.schedule(NET, PunctuationType.WALL_CLOCK_TIME, now -> rest());
    asks = pipeline.answersLater();
    if (asks) {
      context.schedule(ANSWERS, PunctuationType.WALL_CLOCK_TIME, now -> resume());
    }
  }

  private void watch(Side side, Topic topic) {
    side.topic = parts.topics().name(topic);
    side.end = parts.ends().of(new TopicPartition(side.topic, context.taskId().partition()));
  }

  private Side side(RecordMetadata place) {
    return place.topic().equals(right.topic) ? right : left;
  }

  private void resume() {
    if (pipeline.resume(departures)) {
      rest();
    } else {
      pipeline.idle();
    }
  }

  private void rest() {
    right.runs.flush();
    left.runs.flush();
    pipeline.idle();
    journal.flush();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    Side side = side(place);
    Message message = null;
    try {
      if (record.value() == null) {
        throw new UndecodableRecordException("a record without a value", 0);
      }
      message = view.wrap(record.value()).message();
    } catch (UndecodableRecordException e) {
      quarantine(Unhandled.UNDECODABLE, quarantine.undecodable(place, record, e));
    }
    if (message != null) {
      judge(side, place, record, message);
    }
    if (side.end.reached(place.offset())) {
      side.runs.flush();
      pipeline.idle();
      journal.flush();
    }
  }

  private void judge(
      Side side, RecordMetadata place, Record<byte[], byte[]> record, Message message) {
    MessageOrigin origin = view.origin();
    pipeline.origin(origin);
    if (view.disposition() == Disposition.UNGATED) {
      pipeline.watch(message);
      side.runs.skip(origin, view.sequence());
      audit(record.key(), view, Outcome.UNGATED, pipeline.unjudged(message));
      return;
    }
    Span span = parts.tracing().isOn() ? follow(record) : null;
    Conclusion conclusion;
    if (asks) {
      injections.saw(origin);
      conclusion =
          pipeline.judge(message, behind(message), () -> side.tickets.add(place, record, span));
    } else {
      conclusion = pipeline.judge(message, behind(message));
    }
    if (conclusion != null) {
      concluded(side, place, record, view, conclusion, span);
    }
  }

  /** How many stages an injected message has behind it; the tag that tells so is ours alone. */
  private int behind(Message message) {
    String tag = message.tags().isEmpty() ? null : message.tags().get(Judgement.BEHIND);
    if (tag == null) {
      return 0;
    }
    Map<String, String> rest = new LinkedHashMap<>(message.tags());
    rest.remove(Judgement.BEHIND);
    message.describe(
        message.session(),
        message.epoch(),
        message.direction(),
        message.sequence(),
        message.timeMicros(),
        message.context(),
        rest);
    injections.returned(message.session(), message.length());
    return pipeline.place(message.direction(), tag);
  }

  private void concluded(
      Side side,
      RecordMetadata place,
      Record<byte[], byte[]> record,
      BgpMessageView seen,
      Conclusion conclusion,
      Span span) {
    MessageOrigin origin = seen.origin();
    long now = audit(record.key(), seen, outcome(seen, conclusion.action()), conclusion);
    if (conclusion.failure() != null) {
      quarantine(Unhandled.STAGE_FAILED, quarantine.failed(place, record, conclusion));
    }
    if (span != null) {
      tell(span, conclusion, now);
    }
    if (origin.verdictPartition() < 0) {
      return;
    }
    if (!parts.partitions().has(origin.verdictPartition())) {
      quarantine(
          Unhandled.UNANSWERABLE,
          quarantine.unanswerable(place, record, origin, parts.partitions().count()));
    } else if (conclusion.action() == Action.PASS && span == null) {
      side.runs.pass(origin, record.key(), seen.sequence(), conclusion.reason(), now);
    } else {
      if (span != null) {
        // What came before it comes from other spans.
        side.runs.flush();
        trace = span.getSpanContext();
      }
      side.runs.decide(
          origin,
          record.key(),
          seen.sequence(),
          conclusion.action(),
          conclusion.replacement(),
          conclusion.reason(),
          now);
      trace = null;
    }
  }

  /** Goes on with the trace of a record; {@code null} when it has none. */
  private Span follow(Record<byte[], byte[]> record) {
    SpanContext from = TraceHeader.read(record.headers());
    return from == null
        ? null
        : parts
            .tracing()
            .begin("judge", SpanKind.CONSUMER, from, parts.micros().getAsLong())
            .setAttribute("sluice.session", view.origin().session())
            .setAttribute("sluice.sequence", view.sequence());
  }

  private static void tell(Span span, Conclusion conclusion, long now) {
    if (conclusion.failure() != null) {
      span.recordException(conclusion.failure()).setStatus(StatusCode.ERROR);
    }
    span.setAttribute("sluice.action", conclusion.action().name())
        .setAttribute("sluice.stage", conclusion.reason().stage())
        .setAttribute("sluice.event", conclusion.reason().event())
        .setAttribute("sluice.policy", conclusion.reason().policyVersion())
        .end(now, TimeUnit.MICROSECONDS);
  }

  private static Outcome outcome(BgpMessageView seen, Action action) {
    return switch (seen.disposition()) {
      case BYPASSED -> Outcome.BYPASSED;
      case REPLAYED, UNGATED -> Outcome.UNGATED;
      case GATED -> Outcome.of(action);
    };
  }

  /** Tells when it was judged. */
  private long audit(byte[] key, BgpMessageView seen, Outcome outcome, Conclusion conclusion) {
    long now = parts.micros().getAsLong();
    Message message = seen.message();
    byte[] value =
        auditEncoder.encode(
            seen,
            message.isUpdate() ? message.update() : null,
            outcome,
            conclusion.reason(),
            conclusion.error(),
            conclusion.tags(),
            now);
    parts.audit().send(key, value);
    parts.meters().judged(outcome, conclusion.reason().stage());
    return now;
  }

  private void send(int partition, byte[] key, Judgement verdict) {
    byte[] value = codec.encode(parts.schemas().id(Topic.VERDICTS), verdict);
    parts.meters().sent(verdict.action());
    if (direct == null) {
      Record<byte[], Object> record =
          new Record<>(key, new Addressed(partition, value), context.currentSystemTimeMs());
      if (trace != null) {
        TraceHeader.write(trace, record.headers());
      }
      context.forward(record, JudgeTopology.VERDICTS);
    } else {
      direct.accept(
          new ProducerRecord<>(parts.topics().name(Topic.VERDICTS), partition, key, value));
    }
  }

  private void beforeCommit(Consumer<ProducerRecord<byte[], byte[]>> out) {
    direct = out;
    try {
      right.runs.flush();
      left.runs.flush();
      journal.flush();
    } finally {
      direct = null;
    }
  }

  @Override
  public void close() {
    parts.hooks().remove(hook);
  }

  private void quarantine(Unhandled why, Record<byte[], Object> record) {
    parts.meters().quarantined(why);
    context.forward(record, JudgeTopology.QUARANTINE);
  }
}
