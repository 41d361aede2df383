package io.sluice.cli.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when spans do not arrive, and when they do again, in a log line like any other. */
final class ToldExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(ToldExporter.class);

  /**
   * What the exporter says itself, again and again, on standard error; held, or it is forgotten.
   */
  private static final java.util.logging.Logger ITS_OWN =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SpanExporter exporter;
  private final String endpoint;
  private final AtomicBoolean failing = new AtomicBoolean();

  ToldExporter(SpanExporter exporter, String endpoint) {
    ITS_OWN.setLevel(Level.OFF);
    this.exporter = exporter;
    this.endpoint = endpoint;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> tell(result));
  }

  private void tell(CompletableResultCode result) {
    if (!result.isSuccess() && failing.compareAndSet(false, true)) {
      Throwable failure = result.getFailureThrowable();
      // Without a cause, it answered, but not with yes.
      String why =
          failure == null || failure.getCause() == null
              ? "it refuses them"
              : failure.getCause().toString();
      LOG.warn("{} does not take spans: {}; they are lost until it does", endpoint, why);
    } else if (result.isSuccess() && failing.compareAndSet(true, false)) {
      LOG.info("{} takes spans again", endpoint);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
