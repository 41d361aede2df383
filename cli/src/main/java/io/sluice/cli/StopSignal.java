package io.sluice.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits for SIGINT or SIGTERM, or for the process to have a reason of its own to end. The first
 * signal asks for an orderly stop, after which the process exits 0; a second one ends it at once.
 */
public final class StopSignal implements AutoCloseable {
  private static final sun.misc.Signal INT = new sun.misc.Signal("INT");
  private static final sun.misc.Signal TERM = new sun.misc.Signal("TERM");

  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private boolean signalled;

  private StopSignal() {}

  /** Takes over the signals of this process until closed. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    sun.misc.SignalHandler handler = stop::onSignal;
    sun.misc.Signal.handle(INT, handler);
    sun.misc.Signal.handle(TERM, handler);
    return stop;
  }

  private synchronized void onSignal(sun.misc.Signal signal) {
    if (signalled) {
      Runtime.getRuntime().halt(128 + signal.getNumber());
    }
    signalled = true;
    status.complete(0);
  }

  /** Ends the wait with an exit status. */
  public void stop(int exitStatus) {
    status.complete(exitStatus);
  }

  /** Whether the stop was asked for. */
  public boolean isStopping() {
    return status.isDone();
  }

  /** Waits; returns the exit status. */
  public int await() {
    try {
      return status.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sun.misc.Signal.handle(INT, sun.misc.SignalHandler.SIG_DFL);
    sun.misc.Signal.handle(TERM, sun.misc.SignalHandler.SIG_DFL);
  }
}
