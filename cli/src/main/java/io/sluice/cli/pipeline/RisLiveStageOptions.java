package io.sluice.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.OperatorException;
import io.sluice.mrt.feed.RisLiveOptions;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads RIS Live. */
@Command(name = "ris-live", description = "read messages from RIPE RIS Live")
public final class RisLiveStageOptions extends FeedOptions {
  private static final String SERVICE = "wss://ris-live.ripe.net/v1/ws/?client=sluice";

  @Option(
      names = "--url",
      paramLabel = "string",
      defaultValue = SERVICE,
      description =
          "the service: a WebSocket (wss://) or a stream of lines"
              + " (https://ris-live.ripe.net/v1/stream/?format=json)")
  String url = SERVICE;

  @Option(
      names = {"--sub", "--subscribe"},
      paramLabel = "string",
      defaultValue = "{}",
      description = "which messages, as JSON of ris_subscribe: {\"host\":\"rrc01\"}")
  String subscription = "{}";

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "10s",
      description = "connect timeout")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--read-timeout",
      paramLabel = "duration",
      defaultValue = "10s",
      description = "connect again when nothing came for so long, not even the answer to a ping")
  Duration readTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--delay-err",
      paramLabel = "duration",
      defaultValue = "3m",
      description = "connect again when what comes is older than this (0 means never)")
  Duration delay = Duration.ofMinutes(3);

  @Override
  void check() {
    super.check();
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new OperatorException("--url " + url + ": " + e.getMessage(), e);
    }
    if (uri.getHost() == null || !url.matches("(?i)(wss?|https?)://.*")) {
      throw new OperatorException("--url " + url + ": one of wss://, ws://, https://, http://");
    }
    positive("--timeout", timeout);
    positive("--read-timeout", readTimeout);
    subscription();
  }

  private String subscription() {
    try {
      JsonNode node = new ObjectMapper().readTree(subscription);
      JsonNode options = node.path("socketOptions");
      if (node instanceof ObjectNode object && (options.isMissingNode() || options.isObject())) {
        object.withObjectProperty("socketOptions").put("includeRaw", true);
        return object.toString();
      }
    } catch (JsonProcessingException e) {
      throw new OperatorException("--sub is no JSON: " + e.getOriginalMessage(), e);
    }
    throw new OperatorException("--sub is an object of JSON, as {\"host\":\"rrc01\"}");
  }

  @Override
  public String path() {
    return url;
  }

  /** How old a message may be; zero for any age. */
  public Duration delay() {
    return delay;
  }

  /** What to take from the service. */
  public RisLiveOptions feed() {
    return new RisLiveOptions(
        URI.create(url), subscription(), timeout, readTimeout, retry, retryMax);
  }
}
