package io.sluice.cli.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Shows what Kafka's clients count themselves: each client makes one of these, tells it of its
 * metrics as they come and go, and is asked for a value only when somebody wants to know. So it
 * follows clients that are made anew after an outage, too. A choice of them: {@link
 * KafkaMeter#ALL}.
 */
public final class KafkaMeters implements MetricsReporter {
  /** The setting that holds the registry. */
  private static final String REGISTRY = "sluice.meters";

  private static final List<String> KEPT = List.of("topic", "partition");
  private static final Map<List<String>, KafkaMeter> SHOWN = new HashMap<>();

  static {
    KafkaMeter.ALL.forEach(meter -> SHOWN.put(List.of(meter.group(), meter.source()), meter));
  }

  private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();
  private MeterRegistry registry;

  /** For Kafka, which makes them by name. */
  public KafkaMeters() {}

  /** Settings of a client with what makes it show its metrics. */
  public static Map<String, Object> shown(Map<String, Object> client, MeterRegistry registry) {
    Map<String, Object> settings = new HashMap<>(client);
    String others = String.valueOf(client.getOrDefault(REPORTERS, JmxReporter.class.getName()));
    settings.put(REPORTERS, others + ',' + KafkaMeters.class.getName());
    settings.put(REGISTRY, registry);
    return settings;
  }

  private static final String REPORTERS = CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG;

  @Override
  public void configure(Map<String, ?> settings) {
    registry = (MeterRegistry) settings.get(REGISTRY);
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    MetricName name = metric.metricName();
    KafkaMeter shown = SHOWN.get(List.of(name.group(), name.name()));
    // Some clients hand their own settings on, and no others.
    if (shown == null || registry == null || !tagged(shown, name)) {
      return;
    }
    metricRemoval(metric);
    meters.put(name, register(shown, metric));
  }

  /**
   * Whether it is one of those that add up: the lag is a partition's, all else is a client's. Kafka
   * tells of a topic with dots twice, once with underscores instead; ours have dots.
   */
  private static boolean tagged(KafkaMeter shown, MetricName name) {
    String topic = name.tags().get("topic");
    return shown.source().equals("records-lag")
        ? name.tags().containsKey("partition") && topic.indexOf('.') >= 0
        : topic == null;
  }

  private Meter register(KafkaMeter shown, KafkaMetric metric) {
    Tags tags = tags(metric.metricName());
    if (shown.counter()) {
      return FunctionCounter.builder(shown.name(), metric, m -> value(m) * shown.scale())
          .tags(tags)
          .description(shown.what())
          .register(registry);
    }
    return Gauge.builder(shown.name(), metric, m -> value(m) * shown.scale())
        .tags(tags)
        .baseUnit(shown.unit().isEmpty() ? null : shown.unit())
        .description(shown.what())
        .register(registry);
  }

  private static double value(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Tags tags(MetricName name) {
    String client = name.tags().getOrDefault("thread-id", name.tags().get("client-id"));
    // Streams puts an identifier of the process into it, which would make new series at each start.
    Tags tags =
        Tags.of("client", client.replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""));
    for (String key : KEPT) {
      if (name.tags().containsKey(key)) {
        tags = tags.and(Tag.of(key, name.tags().get(key)));
      }
    }
    return tags;
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    remove(meters.remove(metric.metricName()));
  }

  private void remove(Meter meter) {
    if (meter != null) {
      registry.remove(meter);
    }
  }

  @Override
  public void close() {
    meters.values().forEach(this::remove);
    meters.clear();
  }
}
