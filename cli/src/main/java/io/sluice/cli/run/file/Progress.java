package io.sluice.cli.run.file;

import io.sluice.cli.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how much of the file at hand has been read, and how fast. */
final class Progress implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 250;
  private static final long MEBI = 1 << 20;

  private final Opener opener;
  private ProgressBar bar;
  private Metered shown;
  private long messages;

  private Progress(Opener opener) {
    this.opener = opener;
  }

  /** One that shows something only when standard error is a terminal. */
  static Progress of(Console console, Opener opener) {
    return new Progress(console.errorTerminal() ? opener : null);
  }

  /** So many messages have come through. */
  void add(int count) {
    messages += count;
  }

  /** Shows how far it is. */
  void show() {
    Metered input = opener == null ? null : opener.input();
    if (input == null) {
      return;
    }
    if (input != shown) {
      close();
      shown = input;
      bar =
          new ProgressBarBuilder()
              .setTaskName("read")
              .setInitialMax(input.length())
              .setUnit(" MiB", MEBI)
              .showSpeed()
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(INTERVAL_MILLIS)
              .build();
    }
    bar.stepTo(input.position());
    bar.setExtraMessage(String.format(" %,d messages", messages));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
