package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.trace.SpanContext;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Open;
import io.sluice.proxy.SessionState;
import io.sluice.proxy.gate.BypassSink;
import io.sluice.proxy.gate.GateOutput;
import io.sluice.proxy.gate.ReleaseGate;
import io.sluice.proxy.publish.RecordBatch;
import io.sluice.proxy.publish.RecordStream;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.wire.BgpMessageEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One direction of an incarnation of a session: messages come from the source leg, are published,
 * wait at the gate, and leave to the target leg. Belongs to the event loop.
 */
final class Lane implements GateOutput, BypassSink {
  private static final int BATCH_RECORDS = 512;
  private static final int TYPES = 6;

  private final Pair pair;
  private final Services services;
  private final Direction direction;
  private final RecordStream stream;
  private final ReleaseGate gate = new ReleaseGate();
  private final BypassRuns runs;

  /** {@code null} where nothing is traced. */
  private final LaneTraces traces;

  private final long recordsBefore;
  private Leg source;
  private Leg target;
  private BgpMessageEncoder encoder;
  private BgpMessageEncoder earlierEncoder;
  private long encoderFrom = 1;
  private RecordBatch batch;
  private Open forwardedOpen;
  private boolean forwardedKeepalive;
  private Judgement closing;
  private long messages;
  private long bytes;
  private final long[] uncountedMessages = new long[TYPES];
  private final long[] uncountedBytes = new long[TYPES];
  private long uncountedForwarded;
  private long uncountedSubstituted;
  private int countedHeld;
  private long countedHeldBytes;
  private long lastGated;
  private boolean measured;
  private long lastInjection;

  /** {@code null} as long as nobody has asked for it. */
  private Entry entry;

  Lane(Pair pair, Direction direction, SessionStreams streams) {
    this.pair = pair;
    this.services = pair.services();
    this.direction = direction;
    this.stream = streams.of(direction);
    this.runs =
        new BypassRuns(
            services.publisher(),
            streams.audit(),
            services.schemas().id(Topic.AUDIT),
            services.meters());
    this.traces =
        services.tracing().isOn() ? new LaneTraces(services.tracing(), services.clock()) : null;
    this.recordsBefore = stream.offeredRecords();
    stream.onRelief(() -> pair.loop().execute(this::relieved));
  }

  void source(Leg leg) {
    source = leg;
  }

  void target(Leg leg) {
    target = leg;
  }

  Leg source() {
    return source;
  }

  Leg target() {
    return target;
  }

  ReleaseGate gate() {
    return gate;
  }

  /** The OPEN that was forwarded in this direction; {@code null} before. */
  Open forwardedOpen() {
    return forwardedOpen;
  }

  /** Whether OPEN and KEEPALIVE were forwarded. */
  boolean opened() {
    return forwardedOpen != null && forwardedKeepalive;
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  /** What is known of both ends by now, for the records from here on. */
  void describe(Negotiated view, String sender, String receiver, long receiverAsn) {
    earlierEncoder = encoder;
    encoderFrom = gate.next();
    encoder =
        new BgpMessageEncoder(
            services.schemas().id(stream.topic()),
            new MessageOrigin(
                pair.sessionId(),
                pair.epoch(),
                direction,
                sender,
                source.open().asn(),
                receiver,
                receiverAsn,
                view == null ? DecodeContext.AS2 : view.context(direction),
                services.verdictPartition()));
  }

  /** A message of the source. */
  void received(ByteBuf from, int index, int length, int type, long now, long micros) {
    byte[] record = encoder.encode(disposition(type), gate.next(), micros, type, length);
    from.getBytes(index, record, record.length - length, length);
    admit(record, type, length, now, micros);
  }

  private Disposition disposition(int type) {
    return !ReleaseGate.wantsVerdict(type)
        ? Disposition.UNGATED
        : gate.bypassing() ? Disposition.BYPASSED : Disposition.GATED;
  }

  private void admit(byte[] record, int type, int length, long now, long micros) {
    Disposition disposition = disposition(type);
    long sequence = gate.next();
    if (batch == null) {
      batch = new RecordBatch(stream, micros / 1000);
    }
    batch.add(record);
    if (traces != null) {
      batch.trace(traces.received(encoder.origin(), sequence, type, length, micros));
    }
    messages++;
    bytes += length;
    uncountedMessages[type]++;
    uncountedBytes[type] += length;
    if (disposition != Disposition.UNGATED) {
      lastGated = sequence;
    }
    if (gate.admit(record, length, now)) {
      target.outbox().put(record, record.length - length, length, 0);
      uncountedForwarded++;
    } else if (disposition == Disposition.BYPASSED) {
      runs.add(encoder.origin(), sequence, micros, micros);
    }
    if (batch.count() >= BATCH_RECORDS) {
      offer();
    }
  }

  /** New messages from a judge; those that it has sent before are known by their number. */
  void inject(Judgement injection, long now, long micros) {
    if (injection.sequence() <= lastInjection) {
      return;
    }
    lastInjection = injection.sequence();
    for (byte[] message : injection.replacement()) {
      enter(message, injection.reason().data(), injection.reason().stage(), now, micros);
    }
    offer();
  }

  private void enter(
      byte[] message, Map<String, String> tags, String stage, long now, long micros) {
    BgpError error = Header.check(message, 0, message.length, true);
    int type = error == null ? message[Header.TYPE_OFFSET] : 0;
    boolean sendable =
        type == MessageType.UPDATE.code() || type == MessageType.ROUTE_REFRESH.code();
    if (!sendable || message.length > target.takes(type)) {
      Session.log.warn(
          "{}: a new message from {} cannot be sent: {}",
          pair.sessionId(),
          stage,
          error == null ? "type " + type + ", " + message.length + " octets" : error);
      return;
    }
    byte[] record =
        encoder.encode(disposition(type), gate.next(), micros, type, tags, message.length);
    System.arraycopy(message, 0, record, record.length - message.length, message.length);
    admit(record, type, message.length, now, micros);
  }

  /** The way in for new messages of this process; {@code null} unless the session is up. */
  Entry entry() {
    if (entry == null && pair.state() == SessionState.ESTABLISHED && source.view() != null) {
      entry = new Entry(pair, this, source.view());
    }
    return entry;
  }

  /** Whether one more new message of this process may enter. */
  boolean hasRoom() {
    if (pair.state() != SessionState.ESTABLISHED) {
      return false;
    }
    if (load() < share() / 2) {
      return true;
    }
    stream.wakeBelow(share() / 2);
    return false;
  }

  /** A new message of this process; {@link #entered} must follow. */
  void enter(byte[] message, Map<String, String> tags) {
    Clock clock = services.clock();
    enter(message, tags, "this process", clock.nanos(), clock.micros());
  }

  /** No more new messages of this process just now. */
  void entered() {
    if (pair.state() == SessionState.ESTABLISHED) {
      offer();
      pair.drain(services.clock().nanos());
    }
  }

  /** Hands what was received to the publisher. */
  void offer() {
    if (batch != null) {
      services.publisher().offer(batch);
      batch = null;
    }
  }

  /** After each read: the source is not read while too much waits. */
  void press() {
    if (source != null && source.reading() && load() >= share()) {
      source.reading(false, services.clock().nanos());
      stream.wakeBelow(share() / 2);
    }
  }

  /** Records are safe now: messages that waited for that may go, the source may be read. */
  private void relieved() {
    resume();
    if (gate.held() > 0) {
      pair.drain(services.clock().nanos());
    }
    if (!gate.bypassing() && gate.held() == 0) {
      stream.wakeAlways(false);
    }
  }

  /** Reads on when less than half of the share waits. */
  void resume() {
    if (source != null
        && !source.reading()
        && source.state() != LegState.ENDED
        && load() < share() / 2) {
      source.reading(true, services.clock().nanos());
    }
    if (entry != null && load() < share() / 2) {
      entry.call();
    }
  }

  private long share() {
    return services.window().getAsLong() / 2;
  }

  private long load() {
    long waiting = Math.max(gate.bytes(), stream.unpublished());
    return waiting + (target == null ? 0 : target.outbox().pending());
  }

  /** Sends what may go. */
  void drain(long now) {
    tally();
    if (target != null) {
      release(now);
    }
    count();
  }

  private void release(long now) {
    gate.safeUpTo(stream.safeRecords() - recordsBefore);
    gate.drain(this);
    if (traces != null) {
      traces.gone(gate.next() - gate.held());
    }
    if (target.state() != LegState.ENDED) {
      target.outbox().flush(now);
    }
    resume();
  }

  @Override
  public void pass(byte[] buffer, int offset, int length) {
    int type = buffer[offset + Header.TYPE_OFFSET];
    if (type == MessageType.OPEN.code()) {
      forwarding(Arrays.copyOfRange(buffer, offset, offset + length));
    } else if (type == MessageType.KEEPALIVE.code()) {
      forwardedKeepalive = true;
    }
    uncountedForwarded++;
    send(buffer, offset, length, type);
  }

  @Override
  public void replacement(byte[] message) {
    int type = message[Header.TYPE_OFFSET];
    if (type == MessageType.OPEN.code()) {
      Open open = Open.parse(message);
      if (open.error() != null) {
        pair.end(End.cease(EndCause.UNSENDABLE, "a verdict's OPEN: " + open.error()));
        return;
      }
      forwarding(message);
    }
    uncountedSubstituted++;
    send(message, 0, message.length, type);
  }

  private void forwarding(byte[] message) {
    forwardedOpen = Open.parse(message);
    pair.forwarded(direction);
  }

  private void send(byte[] buffer, int offset, int length, int type) {
    if (length > target.takes(type)) {
      pair.end(
          End.cease(
              EndCause.UNSENDABLE,
              "message of " + length + " octets, the receiver takes " + target.takes(type)));
      return;
    }
    target.outbox().put(buffer, offset, length, gate.bytes());
  }

  @Override
  public void close(byte[] notification) {
    pair.closedByVerdict(notification, closing);
  }

  /**
   * Applies a verdict; {@link #drain} must follow.
   *
   * @param trace the judge's span; {@code null} for none
   */
  void verdict(long first, int count, Action action, Judgement whole, SpanContext trace, long now) {
    if (traces != null) {
      traces.judged(first, count, action, trace);
    }
    Action what = action;
    List<byte[]> instead = whole == null ? List.of() : whole.replacement();
    if (action == Action.REPLACE && !Replacements.sound(whole, count)) {
      // Neither the message nor what was meant instead may go: the session ends. A silent drop
      // could leave an older route standing at the receiver.
      what = Action.CLOSE;
      instead = List.of();
    } else if (action == Action.CLOSE && !Replacements.closes(whole)) {
      instead = List.of();
    }
    if (what == Action.CLOSE) {
      closing = whole;
    }
    long since = gate.verdict(first, count, what, instead);
    if (since >= 0 && !measured) {
      measured = true;
      services.meters().latency(now - since);
    }
  }

  /** After the verdicts of one poll, whose latency is measured once. */
  private void tally() {
    measured = false;
    services.meters().verdicts(gate.tally());
  }

  /** The number of the last message that wants a verdict; 0 before. */
  long lastGated() {
    return lastGated;
  }

  /** From now on messages go without a verdict, those that wait first. */
  void bypass(EndCause cause) {
    runs.cause(cause);
    services.publisher().bypassing(1);
    stream.wakeAlways(true);
    long before = gate.next();
    gate.bypass(this);
    long oldest = runs.first();
    if (oldest > 0) {
      services.publisher().bypassed(stream, pair.epoch(), direction, oldest, before - 1);
    }
  }

  @Override
  public void bypassed(long sequence, byte[] record, long arrivedNanos) {
    BgpMessageEncoder wrote = sequence < encoderFrom ? earlierEncoder : encoder;
    wrote.setDisposition(record, Disposition.BYPASSED);
    Clock clock = services.clock();
    long now = clock.micros();
    runs.add(encoder.origin(), sequence, now - (clock.nanos() - arrivedNanos) / 1000, now);
  }

  /** Messages wait for verdicts again. */
  void judge() {
    if (gate.bypassing()) {
      gate.judge();
      stream.wakeAlways(gate.held() > 0);
      services.publisher().bypassing(-1);
      flushRuns();
    }
  }

  void flushRuns() {
    if (runs.first() > 0) {
      runs.flush(encoder.origin(), services.clock().micros());
    }
  }

  /** Adds to the meters what came since the last time. */
  private void count() {
    Meters meters = services.meters();
    for (int type = 0; type < TYPES; type++) {
      if (uncountedMessages[type] != 0) {
        meters.received(direction, type, uncountedMessages[type], uncountedBytes[type]);
        uncountedMessages[type] = 0;
        uncountedBytes[type] = 0;
      }
    }
    meters.sent(direction, uncountedForwarded, uncountedSubstituted);
    uncountedForwarded = 0;
    uncountedSubstituted = 0;
    int held = gate.held();
    long heldBytes = gate.bytes();
    meters.held(direction, held - countedHeld, heldBytes - countedHeldBytes);
    countedHeld = held;
    countedHeldBytes = heldBytes;
  }

  /** The end: nothing is held, nothing goes any more. */
  void end() {
    if (entry != null) {
      entry.end();
    }
    offer();
    judge();
    flushRuns();
    if (traces != null) {
      traces.end();
    }
    gate.clear();
    count();
    stream.wakeAlways(false);
    stream.onRelief(() -> {});
  }
}
