package io.sluice.cli.run.file;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.filters.Conclusion;
import io.sluice.filters.Departures;
import io.sluice.filters.Injection;
import io.sluice.filters.Journal;
import io.sluice.filters.PipelineRun;
import io.sluice.schemas.Action;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Judges batches: what the stages make of each message, and what that writes. One for each thread.
 */
final class BatchJudge implements AutoCloseable {
  private final StageSet stages;
  private final PipelineRun pipeline;
  private final List<SinkStage> sinks;
  private final boolean decides;
  private final Signals signals;
  private final Losses losses;
  private final MessageSigns signs;
  private final AsNumberGuess guess;
  private final Message message = new Message();
  private final Wake wake = new Wake();
  private final Deque<Batch> open = new ArrayDeque<>();
  private final List<Injection> injected = new ArrayList<>();
  private final long[] lastSequence = new long[2];
  private Batch into;
  private boolean killed;
  private boolean told;

  /**
   * @param parts the stages, and the printers among them
   * @param guess {@code null} not to guess
   */
  BatchJudge(
      StageSet parts, Signals signals, Losses losses, MessageSigns signs, AsNumberGuess guess) {
    this.stages = parts;
    this.pipeline = new PipelineRun(parts.pipeline(this::undecoded, wake));
    this.sinks = parts.sinks();
    this.decides = parts.decides();
    this.signals = signals;
    this.losses = losses;
    this.signs = signs;
    this.guess = guess;
    pipeline.attach(Journal.NONE);
  }

  /** Whether messages wait for answers from outside. */
  boolean isWaiting() {
    return !open.isEmpty();
  }

  /** Judges a batch; it is told to be judged once none of its messages waits for an answer. */
  void take(Batch batch) throws InterruptedException {
    open.add(batch);
    try {
      judge(batch);
      pipeline.idle();
      if (isWaiting()) {
        takeAnswers();
      }
    } catch (RuntimeException | Error e) {
      // Told by the thread that writes, which must not take the batch for a whole one.
      fail(e);
    }
    release();
  }

  /** Takes in what has come from outside, and waits a little when that is nothing. */
  void resume() throws InterruptedException {
    boolean moved = true;
    try {
      moved = takeAnswers();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    release();
    if (!moved) {
      wake.await();
    }
  }

  /** Nothing more is to be judged: waits for all that is still to come from outside. */
  void finish() throws InterruptedException {
    if (pipeline.answersLater()) {
      pipeline.end();
      while (!open.isEmpty() || !pipeline.isEnded()) {
        resume();
      }
      takeAnswers();
      stages.missed().forEach(losses::unseen);
    }
  }

  private boolean takeAnswers() {
    boolean moved = pipeline.resume(departures);
    pipeline.idle();
    Batch oldest = open.peek();
    if (oldest != null) {
      inject(oldest);
    }
    return moved;
  }

  private void fail(Throwable cause) {
    open.peek().fail(cause);
    killed = true;
  }

  /** Hands on the batches of which no message waits, in their order. */
  private void release() {
    while (!open.isEmpty() && (killed || !open.peek().isWaiting())) {
      open.poll().judged();
    }
  }

  private void into(Batch batch) {
    into = batch;
    for (int i = 0; i < sinks.size(); i++) {
      sinks.get(i).into(batch.output(i));
    }
  }

  /** Judges all messages of a batch, up to one that ends the run. */
  private void judge(Batch batch) {
    into(batch);
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
      boolean isShort = guess != null && guess.isShort(message);
      if (isShort) {
        describeAs(message, message.context().withAs4(false));
      }
      lastSequence[message.direction().ordinal()] = message.sequence();
      int behind = batch.source(i).behind(message.direction());
      stages.from(batch.source(i).name());
      if (decides) {
        int place = i;
        Conclusion conclusion =
            pipeline.judge(message, behind, () -> new Waiting(batch, place, isShort, null));
        if (conclusion == null) {
          batch.addWaiting(1);
        } else {
          conclude(message, conclusion);
        }
      } else {
        pipeline.watch(message, behind);
      }
      killed |= stages.isComplete();
      if (killed) {
        batch.kill();
        return;
      }
    }
  }

  /** Whether it has come to the last message that is wanted. */
  boolean isComplete() {
    return stages.isComplete();
  }

  /**
   * A message that waits for an answer from outside.
   *
   * @param batch what its output goes into
   * @param place where it stands in it
   * @param isShort whether it was guessed to have AS numbers of two octets
   * @param injected the message itself when it came from outside; else {@code null}
   */
  private record Waiting(Batch batch, int place, boolean isShort, Message injected) {}

  private final Departures departures =
      new Departures() {
        private final Message again = new Message();

        @Override
        public Message message(Object ticket) {
          Waiting waiting = (Waiting) ticket;
          told = false;
          if (waiting.batch() != into) {
            into(waiting.batch());
          }
          if (waiting.injected() != null) {
            return waiting.injected();
          }
          waiting.batch().view(waiting.place(), again);
          stages.from(waiting.batch().source(waiting.place()).name());
          if (waiting.isShort()) {
            describeAs(again, again.context().withAs4(false));
          }
          return again;
        }

        @Override
        public void concluded(Object ticket, Conclusion conclusion) {
          Waiting waiting = (Waiting) ticket;
          waiting.batch().addWaiting(-1);
          if (!killed) {
            conclude(waiting.injected() == null ? again : waiting.injected(), conclusion);
            killed |= stages.isComplete();
            if (killed) {
              waiting.batch().kill();
            }
          }
        }

        @Override
        public boolean hasRoom(String session) {
          return true;
        }

        @Override
        public void inject(Injection injection) {
          injected.add(injection);
        }
      };

  /** Takes on what came new from outside; what it writes goes into a batch. */
  private void inject(Batch batch) {
    for (Injection injection : injected) {
      into(batch);
      byte[] octets = injection.message();
      Message fresh =
          new Message()
              .wrap(octets, 0, octets.length)
              .describe(
                  "",
                  0,
                  injection.direction(),
                  injection.sequence() > 0
                      ? injection.sequence()
                      : ++lastSequence[injection.direction().ordinal()],
                  injection.timeMicros() > 0
                      ? injection.timeMicros()
                      : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                  injection.context(),
                  injection.tags());
      told = false;
      Conclusion conclusion =
          pipeline.judge(fresh, injection.behind(), () -> new Waiting(batch, 0, false, fresh));
      if (conclusion == null) {
        batch.addWaiting(1);
      } else {
        conclude(fresh, conclusion);
      }
    }
    injected.clear();
  }

  private static void describeAs(Message it, DecodeContext context) {
    it.describe("", 0, it.direction(), it.sequence(), it.timeMicros(), context, it.tags());
  }

  private void conclude(Message message, Conclusion conclusion) {
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
    into(batch);
    inject(batch);
    sinks.forEach(SinkStage::end);
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
