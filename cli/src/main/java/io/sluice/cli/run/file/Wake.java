package io.sluice.cli.run.file;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the thread that judges when something has come from outside. */
final class Wake implements Runnable {
  private static final long NAP_MILLIS = 5;

  private final Semaphore something = new Semaphore(0);

  @Override
  public void run() {
    if (something.availablePermits() == 0) {
      something.release();
    }
  }

  /** Waits a little for something to come. */
  void await() throws InterruptedException {
    if (something.tryAcquire(NAP_MILLIS, TimeUnit.MILLISECONDS)) {
      something.drainPermits();
    }
  }
}
