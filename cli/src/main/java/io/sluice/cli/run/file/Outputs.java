package io.sluice.cli.run.file;

import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.SinkOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** All outputs of a run. For the thread that writes. */
final class Outputs implements AutoCloseable {
  private final List<Sink> sinks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final boolean[] gone;
  private boolean complete;

  /**
   * Opens them.
   *
   * @throws OperatorException if one cannot be written
   */
  Outputs(FilePlan plan) {
    SinkMaker maker =
        new SinkMaker(plan.options().reading(), plan.console(), plan.pipeline().live());
    for (SinkOptions options : plan.pipeline().sinks()) {
      sinks.add(maker.sink(options));
      names.add(options.path().equals("-") ? "standard output" : options.path());
    }
    if (plan.pipeline().stdout()) {
      sinks.add(maker.printer());
      names.add("standard output");
    }
    gone = new boolean[sinks.size()];
  }

  /** In the order of the stages, that of -o last. */
  List<Sink> sinks() {
    return sinks;
  }

  /**
   * Writes what came of a batch.
   *
   * @throws OperatorException if it cannot be written
   */
  void write(Batch batch) {
    if (batch.failure() != null) {
      throw new IllegalStateException("a stage failed", batch.failure());
    }
    for (int i = 0; i < sinks.size(); i++) {
      if (!gone[i] && batch.output(i).parts() > 0) {
        try {
          sinks.get(i).write(batch.output(i));
        } catch (IOException e) {
          failed(i, e);
        }
      }
    }
  }

  /** Nothing is at hand just now. */
  void flush() {
    for (int i = 0; i < sinks.size(); i++) {
      if (!gone[i]) {
        try {
          sinks.get(i).flush();
        } catch (IOException e) {
          failed(i, e);
        }
      }
    }
  }

  private void failed(int sink, IOException e) {
    if (!isGone(e)) {
      throw new OperatorException("cannot write " + names.get(sink) + ": " + reason(e, sink), e);
    }
    gone[sink] = true;
  }

  /** In words: some say no more than the name of the file. */
  private String reason(IOException e, int sink) {
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    // The file of an interval has another name than the stage.
    return e instanceof FileSystemException file
            && file.getReason() != null
            && names.get(sink).equals(file.getFile())
        ? file.getReason()
        : e.getMessage();
  }

  /** Whether the reader of a pipe has gone. */
  private static boolean isGone(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("Pipe closed");
  }

  /** Whether nobody is left who takes anything. */
  boolean isGone() {
    for (boolean one : gone) {
      if (!one) {
        return false;
      }
    }
    return gone.length > 0;
  }

  /** Everything has been written that there is: files get their names. */
  void complete() {
    close(true);
  }

  private void close(boolean whole) {
    if (complete) {
      return;
    }
    complete = true;
    for (int i = 0; i < sinks.size(); i++) {
      try {
        sinks.get(i).close(whole);
      } catch (IOException e) {
        if (whole) {
          failed(i, e);
        }
      }
    }
  }

  @Override
  public void close() {
    close(false);
  }
}
