package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.outside.Channels;
import io.sluice.filters.outside.exec.Helper;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hands messages to a background process. */
@Command(name = "exec", description = "filter messages through a background process")
public final class ExecOptions extends OutsideStageOptions {
  private final List<String> command = new ArrayList<>();

  @Option(
      names = "--keep-stdin",
      description = "accepted: a process that ends is always started anew")
  boolean keepStdin;

  @Option(
      names = "--keep-stdout",
      description = "accepted: a process that ends is always started anew")
  boolean keepStdout;

  @Override
  String argumentName() {
    return "COMMAND";
  }

  @Override
  void argument(String argument) {
    command.add(argument);
  }

  @Override
  boolean arguments(List<String> more) {
    command.addAll(more);
    return true;
  }

  /** The program and its arguments. */
  public List<String> command() {
    return command;
  }

  @Override
  public Channels channels(String name) {
    return (session, keepUntaken, wake) -> new Helper(command, name, session, keepUntaken, wake);
  }

  @Override
  public void checkHere() {
    String program = command.get(0);
    if (!Helper.exists(program)) {
      throw new OperatorException(
          "no program "
              + program
              + " to run"
              + (program.contains(" ")
                  ? ": its arguments stand as words of their own behind -A, as in"
                      + "  exec -A sed -u s/a/b/ --"
                  : program.contains("/") ? "" : " on the PATH"));
    }
  }
}
