package io.sluice.cli.config;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a file with what else the command line would say. */
public final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "string",
      description =
          "YAML file with sessions, pipeline and settings (sluice config reference lists them);"
              + " options beside it come on top")
  Path file;

  /** The file; {@code null} for none. */
  public Path file() {
    return file;
  }
}
