package io.sluice.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** SIGHUP asks a process to read its configuration again. */
public final class HangUp implements AutoCloseable {
  private static final sun.misc.Signal HUP = new sun.misc.Signal("HUP");

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "reload");
            thread.setDaemon(true);
            return thread;
          });

  private HangUp() {}

  /** Takes over the signal until closed. */
  public static HangUp install(Runnable reload) {
    HangUp hangUp = new HangUp();
    sun.misc.Signal.handle(HUP, signal -> hangUp.executor.execute(reload));
    return hangUp;
  }

  @Override
  public void close() {
    // A terminal that goes away ends what is on its way out anyway.
    sun.misc.Signal.handle(HUP, sun.misc.SignalHandler.SIG_DFL);
    executor.shutdownNow();
  }
}
