package io.sluice.proxy.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.bgp.Direction;
import io.sluice.proxy.gate.VerdictTally;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a proxy counts. Added to once for a read or a verdict, not for each message. */
public final class Meters {
  private final MeterRegistry registry;
  private final LongAdder[] messages = {new LongAdder(), new LongAdder()};
  private final LongAdder[] bytes = {new LongAdder(), new LongAdder()};
  private final LongAdder applied;
  private final LongAdder early;
  private final LongAdder late;
  private final LongAdder doubled;
  private final LongAdder unknown;
  private final LongAdder stale;
  private final LongAdder foreign;
  private final LongAdder undecodable;
  private final LongAdder keepalives = new LongAdder();
  private final AtomicInteger established = new AtomicInteger();
  private final AtomicLong held = new AtomicLong();
  private final Timer latency;

  /** Registers all of them. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    for (Direction d : Direction.values()) {
      counter("sluice.proxy.messages", "messages received", messages[d.ordinal()], "direction", d);
      counter("sluice.proxy.bytes", "octets received", bytes[d.ordinal()], "direction", d);
    }
    applied = verdicts("applied");
    early = verdicts("early");
    late = verdicts("late");
    doubled = verdicts("double");
    unknown = verdicts("unknown");
    stale = verdicts("stale");
    foreign = verdicts("foreign");
    undecodable = verdicts("undecodable");
    counter(
        "sluice.proxy.keepalives", "keepalives of the proxy's own", keepalives, "origin", "proxy");
    Gauge.builder("sluice.proxy.sessions", established, AtomicInteger::get)
        .tag("state", "established")
        .description("sessions that are established")
        .register(registry);
    Gauge.builder("sluice.proxy.held", held, AtomicLong::get)
        .baseUnit("bytes")
        .description("octets of records that wait at release gates")
        .register(registry);
    latency =
        Timer.builder("sluice.proxy.verdict.latency")
            .description("from the arrival of a message to its verdict")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  private LongAdder verdicts(String outcome) {
    LongAdder adder = new LongAdder();
    counter("sluice.proxy.verdicts", "messages judged, by outcome", adder, "outcome", outcome);
    return adder;
  }

  private void counter(String name, String what, LongAdder adder, String tag, Object value) {
    FunctionCounter.builder(name, adder, LongAdder::sum)
        .tag(tag, value.toString())
        .description(what)
        .register(registry);
  }

  /** Verdicts for sessions that are not here. */
  public LongAdder foreign() {
    return foreign;
  }

  /** Records of the verdict topic that are no verdicts. */
  public LongAdder undecodable() {
    return undecodable;
  }

  void received(Direction direction, long count, long octets) {
    messages[direction.ordinal()].add(count);
    bytes[direction.ordinal()].add(octets);
  }

  void verdicts(VerdictTally tally) {
    add(applied, tally.applied);
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

  void held(long change) {
    if (change != 0) {
      held.addAndGet(change);
    }
  }

  void established(int change) {
    established.addAndGet(change);
  }

  void ended(EndCause cause) {
    Counter.builder("sluice.proxy.session.ends")
        .tag("cause", cause.label())
        .register(registry)
        .increment();
  }

  void bypassed(String cause, long n) {
    Counter.builder("sluice.proxy.bypassed")
        .tag("cause", cause)
        .description("messages forwarded without a verdict")
        .register(registry)
        .increment((double) n);
  }

  void overdue(String mode, String presence) {
    Counter.builder("sluice.proxy.overdue")
        .tag("mode", mode)
        .tag("presence", presence)
        .description("deadlines that passed")
        .register(registry)
        .increment();
  }
}
