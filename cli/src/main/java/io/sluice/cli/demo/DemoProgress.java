package io.sluice.cli.demo;

import io.sluice.cli.Console;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far something has come: a bar on a terminal, a line now and then elsewhere. */
final class DemoProgress implements AutoCloseable {
  private static final int LINES = 4;

  private final Console console;
  private final String task;
  private final long total;
  private final ProgressBar bar;
  private long next;

  DemoProgress(Console console, String task, long total) {
    this.console = console;
    this.task = task;
    this.total = total;
    this.next = total / LINES;
    this.bar =
        console.terminal()
            ? new ProgressBarBuilder()
                .setTaskName("  " + task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis((int) Duration.ofMillis(100).toMillis())
                .build()
            : null;
  }

  /** So much is done. */
  void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (done >= next) {
      console.out().printf("  %s: %,d of %,d%n", task, done, total);
      next = Math.max(done + 1, done + total / LINES);
      if (done < total) {
        next = Math.min(next, total);
      }
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
