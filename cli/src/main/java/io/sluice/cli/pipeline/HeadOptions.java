package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.count.HeadStage;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the run behind so many messages. */
@Command(name = "head", description = "stop pipeline after N messages")
public final class HeadOptions extends JudgeOptions {
  private final AtomicLong seen = new AtomicLong();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "int",
      defaultValue = "10",
      description = "number of messages to pass before stopping, of all types")
  long count;

  @Override
  void check() {
    if (count < 1) {
      throw new OperatorException("--count " + count + ": 1 or more");
    }
  }

  /**
   * The stage that does it; all of them count together.
   *
   * @param last told when the last message has come
   */
  public HeadStage stage(Runnable last) {
    return new HeadStage(count, seen, last);
  }
}
