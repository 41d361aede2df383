package io.sluice.cli.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.sluice.schemas.trace.Tracing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The spans of a process, and their way to a collector: in batches, once a second; what a collector
 * does not take is lost, and nothing waits for it.
 */
public final class Traces implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long LAST_SECONDS = 5;

  private final SdkTracerProvider provider;
  private final Tracing tracing;

  private Traces(SdkTracerProvider provider, Tracing tracing) {
    this.provider = provider;
    this.tracing = tracing;
  }

  /**
   * Begins, if anything is to be traced.
   *
   * @param name of this process
   */
  public static Traces begin(TraceOptions options, String name) {
    double ratio = options.ratio();
    if (ratio == 0) {
      return new Traces(null, Tracing.OFF);
    }
    String endpoint = TraceOptions.endpoint(options.endpoint);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSampler(Sampler.alwaysOn())
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.builder()
                                .put("service.name", "sluice")
                                .put("service.instance.id", name)
                                .build())))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        new ToldExporter(
                            OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build(), endpoint))
                    .setScheduleDelay(EVERY)
                    .build())
            .build();
    return new Traces(provider, new Tracing(provider.get("sluice"), ratio));
  }

  /** What the parts of the process trace with. */
  public Tracing tracing() {
    return tracing;
  }

  @Override
  public void close() {
    if (provider != null) {
      provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
  }
}
