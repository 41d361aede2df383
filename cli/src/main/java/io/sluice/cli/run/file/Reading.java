package io.sluice.cli.run.file;

import io.sluice.cli.OperatorException;
import io.sluice.mrt.ArchiveReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads: one source after the other, each message into the batch at hand. A source
 * that waits for an event is read once the others before it are and the event has come.
 */
final class Reading implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private final List<Source> sources;
  private final Batches batches;
  private final Signals signals;
  private final Losses losses;
  private final Opener opener;
  private final Numbers numbers = new Numbers();
  private volatile boolean stopped;
  private volatile boolean broken;
  private volatile RuntimeException failure;

  Reading(List<Source> sources, Batches batches, Signals signals, Losses losses, Opener opener) {
    this.sources = sources;
    this.batches = batches;
    this.signals = signals;
    this.losses = losses;
    this.opener = opener;
  }

  @Override
  public void run() {
    try {
      signals.raise("START", "");
      Deque<Source> waiting = new ArrayDeque<>(sources);
      for (Source source = next(waiting); source != null && !stopped; source = next(waiting)) {
        read(source);
      }
      for (Source source : waiting) {
        LOG.warn("{} never began: {} did not come", source.name(), source.waits());
      }
    } catch (InterruptedException e) {
      // Asked to stop.
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // What has been read is not the whole, so the run must not end as if it were.
      failure = new IllegalStateException("reading failed: " + e, e);
    } finally {
      batches.end();
    }
  }

  private Source next(Deque<Source> waiting) throws InterruptedException {
    Source ready = ready(waiting);
    if (ready == null && !waiting.isEmpty()) {
      // What is on its way may raise the event.
      batches.settle();
      ready = ready(waiting);
    }
    waiting.remove(ready);
    return ready;
  }

  private Source ready(Deque<Source> waiting) {
    for (Source source : waiting) {
      if (source.waits().isEmpty() || signals.hasSeen(source.waits())) {
        return source;
      }
    }
    return null;
  }

  private void read(Source source) throws InterruptedException {
    String path = source.options().path();
    signals.raise(source.name() + "/PREPARE", path);
    signals.raise(source.name() + "/READY", path);
    boolean ends = signals.raise(source.name() + "/START", path);
    try (ArchiveReader open = open(source)) {
      for (ArchiveReader.Kind kind = open.next(); kind != null && !stopped && !ends; ) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          if (source.take(open, numbers)) {
            batches.add(open.message(), source);
          }
        } else if (kind == ArchiveReader.Kind.STATE) {
          batches.add(open.peer(), open.state(), open.timeMicros(), source);
        } else {
          ends = losses.damaged(source, open.damage(), !source.options().pardon());
        }
        if (!source.stops().isEmpty() && signals.hasSeen(source.stops())) {
          break;
        }
        kind = open.next();
      }
    } catch (IOException e) {
      if (!stopped) {
        broken = true;
        LOG.error("{} cannot be read to its end: {}", path, reason(e));
      }
    }
    if (ends || signals.raise(source.name() + "/STOP", path)) {
      batches.kill();
      stopped = true;
    }
  }

  private ArchiveReader open(Source source) {
    try {
      return opener.open(source);
    } catch (IOException e) {
      throw new OperatorException("cannot read " + source.options().path() + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** No further message is read. */
  void stop() {
    stopped = true;
  }

  /** Whether a source could not be read to its end. */
  boolean isBroken() {
    return broken;
  }

  /** Why reading could not begin; {@code null} when it could. */
  RuntimeException failure() {
    return failure;
  }
}
