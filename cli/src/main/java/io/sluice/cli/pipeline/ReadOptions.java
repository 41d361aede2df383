package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads messages from a file. */
@Command(name = "read", description = "read messages from file or URL")
public final class ReadOptions extends SourceOptions {
  private static final List<String> COMPRESSIONS =
      List.of("auto", "gz", "gzip", "bz2", "bzip2", "zst", "zstd", "xz", "lz4", "none");

  private String path;

  @Option(
      names = "--decompress",
      paramLabel = "string",
      defaultValue = "auto",
      description = "decompress the input (auto/gz/bzip2/zstd/xz/lz4/none)")
  String decompress = "auto";

  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = "auto",
      description = "format of the input (auto/json/raw/mrt/exa/bmp/obmp)")
  String format = "auto";

  @Option(names = "--mrt", description = "the same as --format mrt")
  boolean mrt;

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
    if (path.isEmpty()) {
      throw new OperatorException("the name of the file is empty");
    }
    int scheme = path.indexOf("://");
    if (scheme > 0 && !path.startsWith("http://") && !path.startsWith("https://")) {
      throw new OperatorException(
          path + ": only http:// and https:// can be read, not " + path.substring(0, scheme));
    }
    if (mrt && !format.equals("auto") && !format.equals("mrt")) {
      throw new OperatorException("--mrt and --format " + format + " contradict each other");
    }
  }

  @Override
  public String format() {
    return mrt ? "mrt" : format;
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
