package io.sluice.cli.load;

import io.sluice.cli.Console;
import io.sluice.mrt.Damage;
import io.sluice.mrt.load.LoadProgress;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a load has come: a bar on a terminal, a line now and then elsewhere. */
final class ShownProgress implements LoadProgress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("io.sluice.load");
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MILLIS = 200;

  private final long total;
  private final ProgressBar bar;
  private final long began = System.nanoTime();
  private long told = began;

  /**
   * @param total octets of all archives; -1 when that is not known
   */
  ShownProgress(Console console, long total) {
    this.total = total;
    this.bar =
        console.terminal()
            ? new ProgressBarBuilder()
                .setTaskName("load")
                .setInitialMax(total)
                .setUnit(" MiB", 1 << 20)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(MILLIS)
                .showSpeed()
                .build()
            : null;
  }

  @Override
  public void at(long loaded, long octets) {
    if (bar != null) {
      bar.stepTo(octets);
      bar.setExtraMessage(String.format(" %,d records", loaded));
      return;
    }
    long now = System.nanoTime();
    if (now - told < EVERY_NANOS) {
      return;
    }
    told = now;
    double seconds = (now - began) / 1e9;
    String rest = "";
    if (total > 0 && octets > 0) {
      rest =
          String.format(
              ", %d %%, %.0f s left",
              100 * octets / total, seconds * Math.max(0, total - octets) / octets);
    }
    LOG.info("{}", String.format("%,d records, %,.0f a second%s", loaded, loaded / seconds, rest));
  }

  @Override
  public void resuming(long records) {
    LOG.info("{} records of the archives are dealt with already: going on behind them", records);
  }

  @Override
  public void damage(String archive, Damage damage) {
    LOG.warn("{}: {}", archive, damage);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
