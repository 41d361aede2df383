package io.sluice.cli.pipeline;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.mrt.feed.RouteViewsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the topics of RouteViews, or others of OpenBMP. */
@Command(name = "rv-live", description = "read messages from the Kafka topics of RouteViews")
public final class RouteViewsStageOptions extends FeedOptions {
  @Option(
      names = "--broker",
      paramLabel = "string",
      defaultValue = "stream.routeviews.org:9092",
      description = "Kafka cluster to read, as HOST:PORT,...")
  String broker = "stream.routeviews.org:9092";

  @Option(
      names = "--kafka-config",
      paramLabel = "string",
      description = "properties file with settings for the Kafka client")
  Path kafkaConfig;

  @Option(
      names = "--topics",
      paramLabel = "string",
      defaultValue = "^routeviews\\..+\\.bmp_raw$",
      description = "topics to read, by a regular expression")
  String topics = "^routeviews\\..+\\.bmp_raw$";

  @Option(
      names = "--collector",
      paramLabel = "strings",
      split = ",",
      description = "only collectors whose name begins so")
  List<String> collectors = new ArrayList<>();

  @Option(
      names = "--collector-not",
      paramLabel = "strings",
      split = ",",
      description = "no collectors whose name begins so")
  List<String> withoutCollectors = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "string",
      description = "accepted: no group is joined, all partitions are read")
  String group;

  @Option(
      names = "--state",
      paramLabel = "string",
      description = "file that keeps the position, to go on there next time")
  Path state;

  @Option(
      names = "--refresh",
      paramLabel = "duration",
      defaultValue = "5m",
      description = "look for new topics that often")
  Duration refresh = Duration.ofMinutes(5);

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "30s",
      description = "connect timeout")
  Duration timeout = Duration.ofSeconds(30);

  @Option(
      names = "--stale",
      paramLabel = "duration",
      defaultValue = "3m",
      description = "connect again when nothing came for so long")
  Duration stale = Duration.ofMinutes(3);

  @Option(
      names = "--keep-aspath",
      description = "leave the collector's own AS in front of the paths")
  boolean keepPath;

  @Override
  void check() {
    super.check();
    pattern();
    positive("--refresh", refresh);
    positive("--timeout", timeout);
    positive("--stale", stale);
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(topics);
    } catch (PatternSyntaxException e) {
      throw new OperatorException("--topics " + topics + ": " + e.getDescription(), e);
    }
  }

  @Override
  public String path() {
    return "kafka://" + broker;
  }

  /** Whether paths stay as the collector made them. */
  public boolean keepPath() {
    return keepPath;
  }

  /** What to take from the topics. */
  public RouteViewsOptions feed() {
    return new RouteViewsOptions(
        KafkaOptions.client(broker, kafkaConfig),
        pattern(),
        collectors,
        withoutCollectors,
        state,
        refresh,
        timeout,
        stale,
        retry,
        retryMax);
  }
}
