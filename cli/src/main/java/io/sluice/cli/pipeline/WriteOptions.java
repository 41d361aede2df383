package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes messages to a file. */
@Command(name = "write", description = "write messages to file")
public final class WriteOptions extends SinkOptions {
  private static final List<String> COMPRESSIONS =
      List.of("auto", "gz", "gzip", "bz2", "bzip2", "zst", "zstd", "xz", "lz4", "none");
  private static final Duration SHORTEST = Duration.ofSeconds(60);

  private String path;

  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = "auto",
      description = "format of the output (auto/json/raw/mrt/exa/bmp)")
  String format = "auto";

  @Option(names = "--append", description = "append to the file if it is there")
  boolean append;

  @Option(names = "--create", description = "fail if the file is there already")
  boolean create;

  @Option(
      names = "--compress",
      paramLabel = "string",
      defaultValue = "auto",
      description = "compress the output (auto/gz/bzip2/zstd/xz/lz4/none)")
  String compress = "auto";

  @Option(
      names = "--table",
      description = "write a table dump (MRT) of what the messages leave standing, at the end")
  boolean table;

  @Option(
      names = "--every",
      paramLabel = "duration",
      defaultValue = "0",
      description = "begin a new file that often, by the time of the messages")
  Duration every = Duration.ZERO;

  @Option(
      names = "--time-format",
      paramLabel = "string",
      defaultValue = "20060102.1504",
      description = "how $TIME in the name is written, as Go's reference time")
  String timeFormat = "20060102.1504";

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
    SourceOptions.oneOf("--compress", compress, COMPRESSIONS);
    if (path.isEmpty()) {
      throw new OperatorException("the name of the file is empty");
    }
    if (append && create) {
      throw new OperatorException("--append and --create contradict each other");
    }
    if (!every.isZero() && every.compareTo(SHORTEST) < 0) {
      throw new OperatorException("--every is 60s or longer");
    }
    if (!every.isZero() && !path.contains("$TIME") && !path.contains("${")) {
      throw new OperatorException(
          "--every needs $TIME in the name of the file, as in out.$TIME.mrt");
    }
    if (path.equals("-") && (append || create || table || !every.isZero())) {
      throw new OperatorException("--append, --create, --table and --every are for files");
    }
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public String path() {
    return path;
  }

  /** The word for the compression; "auto" when the name tells it. */
  public String compression() {
    return compress;
  }

  /** Whether what is in the file stays. */
  public boolean append() {
    return append;
  }

  /** Whether a file that is there already is an error. */
  public boolean create() {
    return create;
  }

  /** Whether a table of what the messages leave standing is written, instead of themselves. */
  public boolean table() {
    return table;
  }

  /** How often a new file begins; zero for never. */
  public Duration every() {
    return every;
  }

  /** How $TIME is written: Go's reference time, 2006-01-02 15:04:05. */
  public String timeFormat() {
    return timeFormat;
  }
}
