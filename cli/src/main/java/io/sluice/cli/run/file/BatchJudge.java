package io.sluice.cli.run.file;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.filters.Conclusion;
import io.sluice.filters.Journal;
import io.sluice.filters.PipelineRun;
import io.sluice.schemas.Action;
import java.util.List;

/**
 * Judges batches: what the stages make of each message, and what that writes. One for each thread.
 */
final class BatchJudge implements AutoCloseable {
  private final PipelineRun pipeline;
  private final List<SinkStage> sinks;
  private final boolean decides;
  private final Signals signals;
  private final Losses losses;
  private final MessageSigns signs;
  private final AsNumberGuess guess;
  private final Message message = new Message();
  private boolean killed;
  private boolean told;

  /**
   * @param parts the stages, and the printers among them
   * @param guess {@code null} not to guess
   */
  BatchJudge(
      StageSet parts, Signals signals, Losses losses, MessageSigns signs, AsNumberGuess guess) {
    this.pipeline = new PipelineRun(parts.pipeline(this::undecoded));
    this.sinks = parts.sinks();
    this.decides = parts.decides();
    this.signals = signals;
    this.losses = losses;
    this.signs = signs;
    this.guess = guess;
    pipeline.attach(Journal.NONE);
  }

  /** Judges all messages of a batch, up to one that ends the run. */
  void judge(Batch batch) {
    for (int i = 0; i < sinks.size(); i++) {
      sinks.get(i).into(batch.output(i));
    }
    for (int i = 0; i < batch.count(); i++) {
      if (batch.state(i) != null) {
        for (SinkStage sink : sinks) {
          sink.state(batch.peer(i), batch.state(i), batch.timeMicros(i));
        }
        continue;
      }
      batch.view(i, message);
      killed = signs.see(message);
      told = false;
      if (guess != null && guess.isShort(message)) {
        describeAs(DecodeContext.AS2);
      }
      int behind = batch.source(i).behind(message.direction());
      if (decides) {
        conclude(pipeline.judge(message, behind));
      } else {
        pipeline.watch(message, behind);
      }
      if (killed) {
        batch.kill();
        return;
      }
    }
  }

  private void describeAs(DecodeContext context) {
    message.describe(
        "",
        0,
        message.direction(),
        message.sequence(),
        message.timeMicros(),
        context,
        message.tags());
  }

  private void conclude(Conclusion conclusion) {
    boolean malformed = conclusion.reason().stage().equals(PipelineRun.MALFORMED);
    if (malformed) {
      undecoded(message, conclusion.error());
    }
    String event = conclusion.reason().event();
    if (!event.isEmpty() && !malformed && signals.isWanted(event)) {
      killed |=
          signals.raise(
              event,
              message.direction() + " " + message.sequence() + " " + conclusion.reason().data());
    }
    // A session would end here. That of a message that makes no sense goes on: it is history.
    if (conclusion.action() == Action.CLOSE && !malformed) {
      killed = true;
      Killed.log(message, conclusion.reason());
    }
  }

  private void undecoded(Message bad, String error) {
    if (!told) {
      told = true;
      killed |= losses.undecoded(bad, error);
    }
  }

  /** Writes what stands at the end of each output. */
  void end(Batch batch) {
    for (int i = 0; i < sinks.size(); i++) {
      sinks.get(i).into(batch.output(i));
      sinks.get(i).end();
    }
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
