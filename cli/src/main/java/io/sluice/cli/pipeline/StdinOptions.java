package io.sluice.cli.pipeline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads messages from standard input. */
@Command(name = "stdin", description = "read messages from stdin")
public final class StdinOptions extends SourceOptions {
  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = "json",
      description = "format of the input (auto/json/raw/mrt/exa/bmp/obmp)")
  String format = "json";

  /** What -i stands for: messages of both directions, which pass all stages. */
  static StdinOptions ofBothDirections() {
    StdinOptions options = new StdinOptions();
    options.common.left = true;
    options.common.right = true;
    options.producing.entry = "first";
    return options;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public String compression() {
    return "auto";
  }

  @Override
  public String path() {
    return "-";
  }
}
