package io.sluice.cli.run.file;

import io.sluice.cli.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches in their order, once they are judged, and writes what came of them. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Why it came to its end. */
  enum End {
    /** All has been written. */
    ALL,
    /** An event ended the run. */
    KILLED,
    /** A signal did. */
    INTERRUPTED,
    /** Nobody takes the output any more. */
    GONE
  }

  private final Batches batches;
  private final Reading reading;
  private final Outputs outputs;
  private final StopSignal stop;
  private final Progress progress;

  Delivery(Batches batches, Reading reading, Outputs outputs, StopSignal stop, Progress progress) {
    this.batches = batches;
    this.reading = reading;
    this.outputs = outputs;
    this.stop = stop;
    this.progress = progress;
  }

  /**
   * Writes until there is an end.
   *
   * @param last the judge that writes what stands at the end
   */
  End run(BatchJudge last) {
    End end;
    try {
      end = deliver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = End.INTERRUPTED;
    }
    if (end == End.INTERRUPTED) {
      LOG.warn("interrupted: the output holds what had been read until then");
    }
    if (end != End.GONE) {
      Batch rest = new Batch(outputs.sinks().size());
      last.end(rest);
      outputs.write(rest);
    }
    return end;
  }

  private void awaitJudged(Batch batch) throws InterruptedException {
    while (!batch.awaitJudged()) {
      outputs.flush();
      batches.tick();
      if (stop.isStopping()) {
        reading.stop();
        batches.endJudging();
      }
    }
  }

  private End deliver() throws InterruptedException {
    while (true) {
      Batch batch = batches.pollToWrite();
      if (stop.isStopping()) {
        reading.stop();
      }
      if (batch == null) {
        outputs.flush();
        batches.tick();
        progress.show();
        if (stop.isStopping() && batches.isQuiet()) {
          return End.INTERRUPTED;
        }
      } else if (batches.isEnd(batch)) {
        awaitJudged(batch);
        return batches.isKilled() ? End.KILLED : stop.isStopping() ? End.INTERRUPTED : End.ALL;
      } else {
        awaitJudged(batch);
        outputs.write(batch);
        if (batch.isKilled()) {
          return End.KILLED;
        }
        progress.add(batch.count());
        progress.show();
        batches.written(batch);
        if (outputs.isGone()) {
          return End.GONE;
        }
      }
    }
  }
}
