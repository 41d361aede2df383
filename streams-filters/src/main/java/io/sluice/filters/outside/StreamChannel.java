package io.sluice.filters.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel over streams that block, each with a thread of its own. When what is outside has gone,
 * it is awaited anew after a pause, which grows while it keeps going soon.
 */
public abstract class StreamChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(StreamChannel.class);
  private static final int CHUNK = 64 << 10;
  private static final int WAITING_CHUNKS = 64;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final String label;
  private final Runnable wake;
  private final Outgoing outgoing;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(WAITING_CHUNKS);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile boolean ending;

  /**
   * @param label what it is called in the log
   * @param keep whether what one run has not taken is sent to the next one
   * @param wake called when something has happened
   */
  protected StreamChannel(String label, boolean keep, Runnable wake) {
    this.label = label;
    this.wake = wake;
    this.outgoing = new Outgoing(keep);
  }

  /** Begins; once, when all is set up. */
  protected final void begin() {
    start("run", this::run);
  }

  /** Starts a thread of it. */
  protected final void start(String what, Runnable work) {
    Thread thread = new Thread(work, "sluice-outside-" + what + " " + label);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * One run: from waiting for what is outside until that is gone.
   *
   * @return why it went; empty when it said all that it had to say
   */
  protected abstract String once(int run) throws InterruptedException;

  /** Makes a run end that does not end by itself. */
  protected abstract void finish() throws InterruptedException;

  /** Nothing of it is left. */
  protected void ended() {}

  protected final String label() {
    return label;
  }

  protected final Outgoing outgoing() {
    return outgoing;
  }

  protected final boolean isClosed() {
    return closed;
  }

  /** Whether no more is sent. */
  protected final boolean isEnding() {
    return ending;
  }

  /** Waits until nothing of it is left; false if that takes longer. */
  public final boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    return over.await(time, unit);
  }

  @Override
  public final Arrival poll() {
    return arrivals.poll();
  }

  @Override
  public final void send(int run, byte[] octets) {
    outgoing.add(run, octets);
  }

  @Override
  public final long backlog() {
    return outgoing.octets();
  }

  @Override
  public final void end() {
    ending = true;
    outgoing.end();
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      outgoing.end();
      start(
          "end",
          () -> {
            try {
              finish();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    try {
      for (int run = 1; !closed; run++) {
        long began = System.nanoTime();
        String why = once(run);
        outgoing.begin(-run);
        if (ending || closed) {
          arrive(new Arrival(Arrival.Kind.ENDED, run, null, why));
          return;
        }
        boolean soon = System.nanoTime() - began < LONGEST_PAUSE.toNanos();
        pause = soon ? pause : SHORTEST_PAUSE;
        String what = why.isEmpty() ? "ended" : why;
        arrive(
            new Arrival(
                Arrival.Kind.DOWN, run, null, what + "; again in " + pause.toMillis() + " ms"));
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended();
      over.countDown();
    }
  }

  /** What is outside is there. */
  protected final void up(int run) throws InterruptedException {
    outgoing.begin(run);
    arrive(new Arrival(Arrival.Kind.UP, run, null, ""));
  }

  /** Writes what is sent to a run, until it is over or no more is sent; closes the stream. */
  protected final void write(OutputStream to, int run) {
    try (to) {
      for (byte[] chunk = outgoing.first(run); chunk != null; chunk = outgoing.first(run)) {
        to.write(chunk);
        to.flush();
        outgoing.taken(run);
      }
    } catch (IOException e) {
      if (!closed) {
        log.warn("{}: takes no more input: {}", label, e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads to the end of a stream. */
  protected final void read(InputStream from, int run) throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    try {
      for (int n = from.read(buffer); n > 0; n = from.read(buffer)) {
        arrive(new Arrival(Arrival.Kind.DATA, run, Arrays.copyOf(buffer, n), ""));
      }
    } catch (IOException e) {
      log.debug("{}: output ends: {}", label, e.getMessage());
    }
  }

  private void arrive(Arrival arrival) throws InterruptedException {
    // Nobody takes it any more when this is closed.
    while (!closed && !arrivals.offer(arrival, 100, TimeUnit.MILLISECONDS)) {
      wake.run();
    }
    wake.run();
  }
}
