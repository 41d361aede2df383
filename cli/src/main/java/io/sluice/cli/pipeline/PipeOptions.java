package io.sluice.cli.pipeline;

import io.sluice.filters.outside.Channels;
import io.sluice.filters.outside.OutsideMode;
import io.sluice.filters.outside.pipe.NamedPipe;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hands messages to whoever is at the other end of a named pipe. */
@Command(name = "pipe", description = "filter messages through a named pipe")
public final class PipeOptions extends OutsideStageOptions {
  private String path;

  @Option(
      names = "--back",
      paramLabel = "path",
      description = "the pipe that answers come from (default: PATH with .back behind it)")
  String back;

  @Override
  String argumentName() {
    return "PATH";
  }

  @Override
  void argument(String argument) {
    path = argument;
  }

  @Override
  public Channels channels(String name) {
    OutsideMode mode = values().mode();
    String answers = mode == OutsideMode.READ ? path : back == null ? path + ".back" : back;
    return (session, keep, wake) ->
        new NamedPipe(
            mode == OutsideMode.READ ? null : of(path, session),
            mode == OutsideMode.WRITE ? null : of(answers, session),
            session.isEmpty() ? name : name + " of session " + session,
            keep,
            wake);
  }

  private static Path of(String path, String session) {
    return Path.of(path.replace("$SESSION", session.replaceAll("[^A-Za-z0-9._-]", "_")));
  }

  @Override
  public void checkHere() {}
}
