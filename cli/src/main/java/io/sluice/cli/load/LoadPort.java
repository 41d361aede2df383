package io.sluice.cli.load;

import io.sluice.cli.Console;
import io.sluice.cli.http.Health;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.http.HttpPort;
import io.sluice.cli.metrics.Metrics;
import io.sluice.cli.run.live.Cluster;
import io.sluice.cli.run.live.KafkaWatch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port of a load: its health and what it counts. Without one that was asked for, nothing.
 */
final class LoadPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadPort.class);

  private final HttpPort port;
  private final Metrics metrics;
  private volatile KafkaWatch kafka;

  private LoadPort(HttpPort port, Metrics metrics) {
    this.port = port;
    this.metrics = metrics;
  }

  /** Listens where the options say, if they say so: from the start, for it may have to wait. */
  static LoadPort open(HttpOptions http, Metrics metrics, Console console) {
    if (!http.wanted()) {
      return new LoadPort(null, metrics);
    }
    HttpPort port = http.listen(console.environment());
    LoadPort load = new LoadPort(port, metrics);
    Health.routes(load::health).forEach(port::add);
    port.add(metrics.route());
    LOG.info("HTTP at {}", port.url());
    return load;
  }

  /** The cluster has been reached. */
  void loading(Cluster cluster) {
    if (port != null) {
      kafka = new KafkaWatch(cluster.client(), metrics.registry());
    }
  }

  private Health health() {
    KafkaWatch watch = kafka;
    return new Health(watch != null, watch != null && watch.answers(), null, List.of());
  }

  @Override
  public void close() {
    if (kafka != null) {
      kafka.close();
    }
    if (port != null) {
      port.close();
    }
  }
}
