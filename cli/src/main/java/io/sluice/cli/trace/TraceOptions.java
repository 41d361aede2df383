package io.sluice.cli.trace;

import io.sluice.cli.OperatorException;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which messages are traced, and who hears of it. */
public final class TraceOptions {
  @Option(
      names = "--trace",
      paramLabel = "ratio",
      defaultValue = "0",
      description =
          "trace so many of all UPDATEs, 0 to 1; judges trace what proxies do (0 means none)")
  String ratio;

  @Option(
      names = "--trace-endpoint",
      paramLabel = "url",
      defaultValue = "http://127.0.0.1:4318/v1/traces",
      description = "where spans are sent: an OpenTelemetry collector (OTLP over HTTP)")
  String endpoint;

  /**
   * How many of all messages are traced.
   *
   * @throws OperatorException if it is no ratio
   */
  double ratio() {
    return ratio(ratio);
  }

  /**
   * The ratio that a text means.
   *
   * @throws OperatorException if it is none
   */
  public static double ratio(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new OperatorException("--trace " + text + ": a number from 0 to 1", e);
    }
    if (!(value >= 0 && value <= 1)) {
      throw new OperatorException("--trace " + text + ": a number from 0 to 1");
    }
    return value;
  }

  /**
   * The endpoint that a text means.
   *
   * @throws OperatorException if it is none
   */
  public static String endpoint(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() != null && scheme.matches("https?")) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new OperatorException(
        "--trace-endpoint " + text + ": a URL, as http://collector.example:4318/v1/traces");
  }

  /**
   * Looks whether they are right.
   *
   * @throws OperatorException if they are not
   */
  public void check() {
    ratio();
    endpoint(endpoint);
  }
}
