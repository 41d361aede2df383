package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.mrt.Download;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads messages from a file. */
@Command(name = "read", description = "read messages from file, URL or topic")
public final class ReadOptions extends SourceOptions {
  /** What stands before the name of a topic. */
  private static final String TOPIC = "kafka:";

  private static final List<String> COMPRESSIONS =
      List.of("auto", "gz", "gzip", "bz2", "bzip2", "zst", "zstd", "xz", "lz4", "none");

  private String path;

  @Option(
      names = "--decompress",
      paramLabel = "string",
      defaultValue = "auto",
      description = "decompress the input (auto/gz/bzip2/zstd/xz/lz4/none)")
  String decompress = "auto";

  @Mixin InputFormat input = new InputFormat();

  @Option(
      names = "--router",
      description =
          "read table dumps as their routers would tell them: every family, path identifiers,"
              + " routes learnt in the same second together (tag ORIGINATED), End-of-RIB")
  boolean router;

  @Option(
      names = "--speed",
      paramLabel = "factor",
      defaultValue = "0",
      description =
          "give messages as fast as they came (1), or that many times as fast (0 for all)")
  double speed;

  @Option(
      names = "--session",
      paramLabel = "string",
      description = "with kafka:TOPIC, the session whose messages are read")
  String session;

  @Option(
      names = "--from",
      paramLabel = "time",
      description = "with kafka:TOPIC, only what was received at this time or later (UTC)")
  String from;

  @Option(
      names = "--to",
      paramLabel = "time",
      description = "with kafka:TOPIC, only what was received before this time (UTC)")
  String to;

  @Override
  String argumentName() {
    return "PATH";
  }

  @Override
  void argument(String argument) {
    path = argument;
  }

  @Override
  void check() {
    super.check();
    oneOf("--decompress", decompress, COMPRESSIONS);
    if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)) {
      throw new OperatorException("--speed is more than 0, as 1 or 0.5; 0 for as fast as possible");
    }
    if (path.isEmpty()) {
      throw new OperatorException("the name of the file is empty");
    }
    if (isTopic()) {
      checkTopic(topic());
      return;
    }
    if (session != null || from != null || to != null) {
      throw new OperatorException(
          "--session, --from and --to are for topics, as kafka:bgp.to-right;"
              + " what is taken of a file, -O FILTER chooses");
    }
    String refusal = Download.refusal(path);
    if (refusal != null) {
      throw new OperatorException(path + ": " + refusal);
    }
  }

  private void checkTopic(TopicPart part) {
    if (!part.topic().matches("[a-zA-Z0-9._-]{1,249}")) {
      throw new OperatorException(
          path + ": give the name of a topic, as kafka:bgp.to-right (sluice topics lists them)");
    }
    if (session == null) {
      throw new OperatorException(
          path + " needs --session NAME: a topic holds the messages of many sessions");
    }
    if (!format().equals("auto") || !decompress.equals("auto")) {
      throw new OperatorException("a topic has one format: leave --format and --decompress out");
    }
  }

  @Override
  public TopicPart topic() {
    return isTopic()
        ? new TopicPart(
            path.substring(TOPIC.length()), session, Times.of("--from", from), Times.of("--to", to))
        : null;
  }

  @Override
  public boolean router() {
    return router;
  }

  @Override
  public double speed() {
    return speed;
  }

  private boolean isTopic() {
    return path.startsWith(TOPIC);
  }

  @Override
  public String format() {
    return input.word();
  }

  @Override
  public String compression() {
    return decompress;
  }

  @Override
  public String path() {
    return path;
  }
}
