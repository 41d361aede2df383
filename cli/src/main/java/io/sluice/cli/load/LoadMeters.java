package io.sluice.cli.load;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.mrt.Damage;
import io.sluice.mrt.load.LoadProgress;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how far a load has come, and tells another of it. */
final class LoadMeters implements LoadProgress {
  private final LoadProgress next;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong octets = new AtomicLong();
  private final AtomicLong resumed = new AtomicLong();
  private final AtomicLong damages = new AtomicLong();

  LoadMeters(LoadProgress next, MeterRegistry registry) {
    this.next = next;
    counter("sluice.load.records", "records written to the topics", records, registry);
    counter("sluice.load.bytes", "octets of archives read, as they are stored", octets, registry);
    counter("sluice.load.resumed", "records that a run before had written", resumed, registry);
    counter("sluice.load.damages", "times that something was lost", damages, registry);
  }

  private static void counter(String name, String what, AtomicLong value, MeterRegistry registry) {
    FunctionCounter.builder(name, value, AtomicLong::get).description(what).register(registry);
  }

  @Override
  public void at(long loaded, long read) {
    records.set(loaded);
    octets.set(read);
    next.at(loaded, read);
  }

  @Override
  public void resuming(long earlier) {
    resumed.set(earlier);
    next.resuming(earlier);
  }

  @Override
  public void damage(String archive, Damage damage) {
    damages.incrementAndGet();
    next.damage(archive, damage);
  }
}
