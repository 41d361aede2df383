package io.sluice.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long things took, in milliseconds.
 *
 * @param count how many of them
 * @param lost how many never arrived
 * @param disorder how many did not follow their predecessor
 */
public record Percentiles(
    long count,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    long lost,
    long disorder) {

  /** Of a histogram of nanoseconds. */
  static Percentiles of(Histogram nanos, long lost, long disorder) {
    return new Percentiles(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(90) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getValueAtPercentile(99.9) / 1e6,
        nanos.getMaxValue() / 1e6,
        lost,
        disorder);
  }

  /** On one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "n=%,d p50=%.2f p90=%.2f p99=%.2f p99.9=%.2f max=%.2f ms lost=%d disorder=%d",
        count,
        p50,
        p90,
        p99,
        p999,
        max,
        lost,
        disorder);
  }
}
