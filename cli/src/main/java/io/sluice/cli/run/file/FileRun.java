package io.sluice.cli.run.file;

import io.sluice.cli.OperatorException;
import io.sluice.cli.StopSignal;
import io.sluice.cli.http.Alive;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.http.HttpPort;
import io.sluice.cli.metrics.Metrics;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.StageCounts;
import io.sluice.mrt.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline of files at work: a thread reads, some judge and print, and the one that called
 * writes.
 */
public final class FileRun {
  private static final Logger LOG = LoggerFactory.getLogger(FileRun.class);

  /** Exit status of a run in which messages or records were lost. */
  public static final int LOST = 3;

  /** Exit status of a run that a signal ended before all was read: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  private static final int BATCHES_A_THREAD = 3;
  private static final long LAST_WORDS_MILLIS = 5000;

  private final FilePlan plan;
  private final Signals signals;
  private final Losses losses;

  /** Starts nothing yet. */
  public FileRun(FilePlan plan) {
    this.plan = plan;
    this.signals = new Signals(plan.logged(), plan.killing());
    this.losses = new Losses(signals);
  }

  /**
   * Runs to the end of the input.
   *
   * @return exit status: 0; 1 when an event ended it or a source could not be read to its end,
   *     {@link #LOST}, {@link #INTERRUPTED}
   * @throws io.sluice.cli.OperatorException if something cannot be opened or written
   */
  public int untilDone() {
    plan.sources().forEach(Opener::check);
    HttpPort http = listen();
    try {
      return run();
    } finally {
      if (http != null) {
        http.close();
      }
    }
  }

  private int run() {
    int threads = plan.threads();
    if (begin()) {
      return 1;
    }
    try (Outputs outputs = new Outputs(plan);
        StopSignal stop = StopSignal.install()) {
      Batches batches = new Batches(1 + BATCHES_A_THREAD * threads, outputs.sinks().size());
      Opener opener =
          new Opener(plan.options().kafka()::client, ReadOptions.DEFAULT.withTables(plan.tables()));
      Reading reading = new Reading(plan.sources(), batches, signals, losses, opener);
      List<BatchJudge> judges = judges(threads, outputs);
      List<Thread> workers = new ArrayList<>();
      judges.forEach(judge -> workers.add(start("judge", () -> judge(batches, judge))));
      Thread reader = start("read", reading);
      try (Progress progress = Progress.of(plan.console(), opener)) {
        Delivery delivery = new Delivery(batches, reading, outputs, stop, progress);
        Delivery.End end = delivery.run(judges.get(0));
        if (plan.pipeline().live()) {
          end(reading, reader);
        }
        return status(end, judges.get(0).isComplete(), reading, outputs, opener);
      } finally {
        reading.stop();
        reader.interrupt();
        workers.forEach(Thread::interrupt);
      }
    }
  }

  /** Its HTTP port; {@code null} when none is wanted. */
  private HttpPort listen() {
    HttpOptions options = plan.options().http();
    if (!options.wanted()) {
      return null;
    }
    HttpPort http = options.listen(plan.environment());
    http.add(Metrics.asked().route(() -> StageCounts.text(plan.counting())));
    StageCounts.routes(plan.counting()).forEach(http::add);
    http.add(Alive.route(plan.pipeline().allStages().size()));
    LOG.info("HTTP at {}", http.url());
    return http;
  }

  /** The stages that wait for nothing begin; tells whether the run ends here. */
  private boolean begin() {
    boolean ends = false;
    for (WrittenStage stage : plan.pipeline().judges()) {
      ends |= signals.raise(stage.name() + "/PREPARE", "");
      ends |= signals.raise(stage.name() + "/READY", "");
      ends |= plan.waits(stage).isEmpty() && signals.raise(stage.name() + "/START", "");
    }
    return ends;
  }

  /** Lets a feed close its connection; a thread that reads a file may never hear of it. */
  private static void end(Reading reading, Thread reader) {
    reading.stop();
    reader.interrupt();
    try {
      reader.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<BatchJudge> judges(int threads, Outputs outputs) {
    MessageSigns signs = new MessageSigns(signals, plan.countsUpdates());
    List<BatchJudge> judges = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      judges.add(
          new BatchJudge(
              new StageSet(plan, outputs.sinks(), signals, losses),
              signals,
              losses,
              signs,
              plan.options().context().guessAsn() ? new AsNumberGuess() : null));
    }
    return judges;
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, "sluice-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void judge(Batches batches, BatchJudge judge) {
    try (judge) {
      while (true) {
        Batch batch = judge.isWaiting() ? batches.pollToJudge() : batches.takeToJudge();
        if (batch == null) {
          judge.resume();
        } else if (batches.isEnd(batch)) {
          judge.finish();
          batch.judged();
        } else {
          judge.take(batch);
        }
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  private int status(
      Delivery.End end, boolean complete, Reading reading, Outputs outputs, Opener opener) {
    if (reading.failure() != null) {
      throw reading.failure();
    }
    outputs.complete();
    plan.counting().forEach(stage -> ((MetricsOptions) stage.options()).write(stage.name()));
    try {
      opener.commit();
    } catch (IOException e) {
      throw new OperatorException(
          "the position is not kept, so what was read comes again next time: " + e.getMessage(), e);
    }
    boolean lost = losses.report();
    if (end == Delivery.End.KILLED && !complete || reading.isBroken()) {
      return 1;
    }
    if (end == Delivery.End.INTERRUPTED) {
      return INTERRUPTED;
    }
    plan.pipeline().judges().forEach(stage -> signals.raise(stage.name() + "/STOP", ""));
    signals.raise("STOP", "");
    return lost && end == Delivery.End.ALL ? LOST : 0;
  }
}
