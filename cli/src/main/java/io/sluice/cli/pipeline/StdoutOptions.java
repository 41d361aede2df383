package io.sluice.cli.pipeline;

import picocli.CommandLine.Command;

/** Prints messages as JSON. */
@Command(name = "stdout", description = "print messages to stdout, as JSON")
public final class StdoutOptions extends JudgeOptions {
  @Override
  String argumentName() {
    return "";
  }

  @Override
  void argument(String argument) {
    throw new IllegalArgumentException(argument);
  }
}
