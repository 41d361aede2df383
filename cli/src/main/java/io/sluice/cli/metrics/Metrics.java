package io.sluice.cli.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.cli.http.Access;
import io.sluice.cli.http.Answer;
import io.sluice.cli.http.Route;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a process counts, for Prometheus. Where nobody can ask for it, nothing is kept: the parts
 * count as they always do, and their counters are looked at by none.
 */
public final class Metrics {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final MeterRegistry registry;

  private Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** For a process without an HTTP port. */
  public static Metrics unasked() {
    return new Metrics(new CompositeMeterRegistry());
  }

  /** For a process with an HTTP port; it counts what the Java machine takes, too. */
  public static Metrics asked() {
    MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // The machine has others to tell of it.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc",
              bean,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .tag("gc", bean.getName())
          .description("collections of garbage")
          .register(registry);
    }
    return new Metrics(registry);
  }

  /** Where parts register what they count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Settings of Kafka's clients with which they are counted, too, if anybody can ask. */
  public Map<String, Object> counted(Map<String, Object> client) {
    return registry instanceof PrometheusMeterRegistry
        ? KafkaMeters.shown(client, registry)
        : client;
  }

  /** {@code GET /metrics}; only where they are asked for. */
  public Route route() {
    return route(() -> "");
  }

  /**
   * The same, with lines of others behind.
   *
   * @param more gives them
   */
  public Route route(Supplier<String> more) {
    PrometheusMeterRegistry prometheus = (PrometheusMeterRegistry) registry;
    return Route.get(
        "/metrics",
        "what is counted, for Prometheus",
        Access.READ,
        request ->
            new Answer(
                200,
                TEXT,
                (prometheus.scrape(TEXT) + more.get()).getBytes(StandardCharsets.UTF_8)));
  }
}
