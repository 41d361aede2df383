package io.sluice.mrt.feed;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what other threads do. */
final class Waiting {
  private Waiting() {}

  /**
   * What comes of it.
   *
   * @throws IOException if nothing does, in words
   */
  static <T> T until(CompletableFuture<T> future, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException("no answer for " + timeout.toMillis() / 1000.0 + " s", e);
    }
  }

  /** What went wrong, in words; the clients of the JDK tell little of a refusal. */
  static String reason(Throwable error) {
    String message = error.getMessage();
    if (error instanceof ConnectException && message == null) {
      return "no connection";
    }
    return message == null || message.isEmpty() ? error.toString() : message;
  }
}
