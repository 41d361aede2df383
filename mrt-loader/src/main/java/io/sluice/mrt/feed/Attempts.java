package io.sluice.mrt.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Attempts to connect, with growing pauses: a quarter of a second, twice as long each time, a
 * minute at most; up to a quarter longer by chance, so that not all come back at once.
 */
final class Attempts {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 60_000;
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private final String name;
  private final boolean retry;
  private final int most;
  private int pauses;
  private int useless;
  private long connected;

  /**
   * @param name of what is connected to
   * @param most how many may fail in a row, or give nothing; 0 for any number
   */
  Attempts(Logger log, String name, boolean retry, int most) {
    this.log = log;
    this.name = name;
    this.retry = retry;
    this.most = most;
  }

  /** There is a connection. */
  void connected() {
    connected = System.nanoTime();
    log.info("connected to {}", name);
  }

  /** The connection is of use: something came. */
  void gave() {
    useless = 0;
  }

  /**
   * A connection broke or could not be made: waits for the next attempt.
   *
   * @throws IOException if there is to be none
   */
  void failed(String reason, Exception cause) throws IOException, InterruptedException {
    if (connected != 0 && System.nanoTime() - connected > GOOD_NANOS) {
      pauses = 0;
    }
    connected = 0;
    useless++;
    if (!retry) {
      throw new IOException(reason, cause);
    }
    if (most > 0 && useless > most) {
      throw new IOException(reason + "; given up after " + most + " more attempts", cause);
    }
    long pause = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(pauses, 10));
    pauses++;
    pause += ThreadLocalRandom.current().nextLong(pause / 4);
    log.warn("{}: {}; connecting again in {} s", name, reason, seconds(pause));
    TimeUnit.MILLISECONDS.sleep(pause);
  }

  private static String seconds(long millis) {
    return Double.toString(Math.round(millis / 100.0) / 10.0);
  }

  /** A time in words. */
  static String words(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }
}
