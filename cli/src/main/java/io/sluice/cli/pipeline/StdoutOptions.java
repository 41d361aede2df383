package io.sluice.cli.pipeline;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints messages. */
@Command(name = "stdout", description = "print messages to stdout")
public final class StdoutOptions extends SinkOptions {
  private static final List<String> FORMATS = List.of("json", "raw", "mrt", "exa", "bmp", "obmp");

  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = "json",
      description = "format of the output (json/raw/mrt/exa/bmp)")
  String format = "json";

  @Override
  List<String> formats() {
    return FORMATS;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public String path() {
    return "-";
  }
}
