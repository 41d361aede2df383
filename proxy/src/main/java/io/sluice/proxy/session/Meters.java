package io.sluice.proxy.session;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.bgp.Direction;
import io.sluice.bgp.MessageType;
import io.sluice.proxy.FailureMode;
import io.sluice.proxy.gate.VerdictTally;
import io.sluice.proxy.verdict.Presence;
import io.sluice.schemas.Action;
import io.sluice.schemas.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a proxy counts. Added to once for a read or a verdict, not for each message; all of it is
 * there from the beginning, so that a rate can be told from the first event on.
 */
public final class Meters {
  private static final int TYPES = 6;

  /** Bounds of the buckets of the verdict latency, milliseconds. */
  private static final double[] LATENCIES = {
    .5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000
  };

  private final MeterRegistry registry;
  private final LongAdder[][] messages = new LongAdder[2][TYPES];
  private final LongAdder[][] bytes = new LongAdder[2][TYPES];
  private final LongAdder[] forwarded = new LongAdder[2];
  private final LongAdder[] substituted = new LongAdder[2];
  private final LongAdder[] heldMessages = {new LongAdder(), new LongAdder()};
  private final LongAdder[] heldBytes = {new LongAdder(), new LongAdder()};
  private final LongAdder[] applied = new LongAdder[Action.values().length];
  private final LongAdder early;
  private final LongAdder late;
  private final LongAdder doubled;
  private final LongAdder unknown;
  private final LongAdder stale;
  private final LongAdder foreign;
  private final LongAdder undecodable;
  private final LongAdder keepalives;
  private final LongAdder[] ends = new LongAdder[EndCause.values().length];
  private final LongAdder[] bypassed = new LongAdder[EndCause.values().length];
  private final LongAdder[][] overdue =
      new LongAdder[FailureMode.values().length][Presence.values().length];
  private final Timer latency;

  /** Registers all of them. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    for (Direction d : Direction.values()) {
      direction(d);
    }
    for (Action action : Action.values()) {
      if (action != Action.INJECT) {
        applied[action.ordinal()] = verdicts(word(Outcome.of(action)));
      }
    }
    late = verdicts("late");
    doubled = verdicts("double");
    unknown = verdicts("unknown");
    stale = verdicts("stale");
    foreign = verdicts("foreign");
    undecodable = verdicts("undecodable");
    early =
        counter("sluice.proxy.verdicts.early", "verdicts that came before one that is due earlier");
    keepalives = counter("sluice.proxy.keepalives", "keepalives of the proxy's own");
    for (EndCause cause : EndCause.values()) {
      ends[cause.ordinal()] =
          counter(
              "sluice.proxy.session.ends",
              "incarnations of sessions that ended",
              "cause",
              cause.label());
    }
    for (Presence presence : Presence.values()) {
      EndCause cause = EndCause.of(presence);
      bypassed[cause.ordinal()] =
          counter(
              "sluice.proxy.bypassed",
              "messages forwarded without a verdict",
              "cause",
              cause.label());
      for (FailureMode mode : FailureMode.values()) {
        overdue[mode.ordinal()][presence.ordinal()] =
            counter(
                "sluice.proxy.overdue",
                "deadlines of verdicts that passed",
                "mode",
                word(mode),
                "presence",
                word(presence));
      }
    }
    latency =
        Timer.builder("sluice.proxy.verdict.latency")
            .description("from the arrival of a message to its verdict, once for each poll")
            .serviceLevelObjectives(buckets())
            .register(registry);
  }

  private void direction(Direction d) {
    int i = d.ordinal();
    for (MessageType type : MessageType.values()) {
      messages[i][type.code()] =
          counter("sluice.proxy.messages", "messages received", "direction", d, "type", word(type));
      bytes[i][type.code()] =
          counter("sluice.proxy.bytes", "octets received", "direction", d, "type", word(type));
    }
    forwarded[i] = sent(d, "peer");
    substituted[i] = sent(d, "verdict");
    gauge(
        "sluice.proxy.held.messages", null, "messages that wait at release gates", heldMessages, d);
    gauge(
        "sluice.proxy.held.bytes",
        "bytes",
        "octets of records that wait at release gates",
        heldBytes,
        d);
  }

  private LongAdder sent(Direction d, String origin) {
    return counter(
        "sluice.proxy.sent",
        "messages sent, as they came from the peer or as a verdict has them instead",
        "direction",
        d,
        "origin",
        origin);
  }

  private LongAdder verdicts(String outcome) {
    return counter("sluice.proxy.verdicts", "verdicts, by message", "outcome", outcome);
  }

  private void gauge(String name, String unit, String what, LongAdder[] values, Direction d) {
    Gauge.builder(name, values[d.ordinal()], LongAdder::sum)
        .baseUnit(unit)
        .tag("direction", d.toString())
        .description(what)
        .register(registry);
  }

  private LongAdder counter(String name, String what, Object... tags) {
    LongAdder adder = new LongAdder();
    String[] words = new String[tags.length];
    for (int i = 0; i < tags.length; i++) {
      words[i] = tags[i].toString();
    }
    FunctionCounter.builder(name, adder, LongAdder::sum)
        .tags(words)
        .description(what)
        .register(registry);
    return adder;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Duration[] buckets() {
    Duration[] bounds = new Duration[LATENCIES.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Duration.ofNanos((long) (LATENCIES[i] * 1_000_000));
    }
    return bounds;
  }

  /** Verdicts for sessions that are not here. */
  public LongAdder foreign() {
    return foreign;
  }

  /** Records of the verdict topic that are no verdicts. */
  public LongAdder undecodable() {
    return undecodable;
  }

  void received(Direction direction, int type, long count, long octets) {
    messages[direction.ordinal()][type].add(count);
    bytes[direction.ordinal()][type].add(octets);
  }

  void sent(Direction direction, long peers, long verdicts) {
    add(forwarded[direction.ordinal()], peers);
    add(substituted[direction.ordinal()], verdicts);
  }

  void verdicts(VerdictTally tally) {
    for (int i = 0; i < applied.length; i++) {
      add(applied[i], tally.applied[i]);
    }
    add(early, tally.early);
    add(late, tally.late);
    add(doubled, tally.doubled);
    add(unknown, tally.unknown);
    tally.clear();
  }

  private static void add(LongAdder adder, long n) {
    if (n != 0) {
      adder.add(n);
    }
  }

  void stale(long n) {
    stale.add(n);
  }

  void unknown(long n) {
    unknown.add(n);
  }

  void keepalive() {
    keepalives.increment();
  }

  void latency(long nanos) {
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  void held(Direction direction, long messageChange, long byteChange) {
    add(heldMessages[direction.ordinal()], messageChange);
    add(heldBytes[direction.ordinal()], byteChange);
  }

  void ended(EndCause cause) {
    ends[cause.ordinal()].increment();
  }

  void bypassed(EndCause cause, long n) {
    bypassed[cause.ordinal()].add(n);
  }

  void overdue(FailureMode mode, Presence presence) {
    overdue[mode.ordinal()][presence.ordinal()].increment();
  }
}
