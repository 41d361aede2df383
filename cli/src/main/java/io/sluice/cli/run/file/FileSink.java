package io.sluice.cli.run.file;

import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.WriteOptions.Existing;
import io.sluice.mrt.write.FileWriter;
import io.sluice.mrt.write.Writers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file, or one for each interval of time; compressed by the thread that writes. Of a live feed,
 * the file of an interval is whole soon after its end, though nothing follows.
 */
final class FileSink implements Sink {
  /** How often a live feed is flushed: each time costs some of the compression. */
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How late a message may come for its interval. */
  static final long LATE_MILLIS = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

  private final String path;
  private final boolean replaces;
  private final FileWriter writer;
  private final long everyMicros;
  private final Supplier<Encoder> encoder;
  private final boolean live;
  private long flushed = System.nanoTime();
  private boolean written;

  /**
   * @param live whether the messages tell what happens now
   */
  FileSink(String path, WriteOptions options, Supplier<Encoder> encoder, boolean live) {
    this.path = path;
    this.replaces = options.existing() == Existing.REPLACE;
    this.live = live;
    this.writer = Writers.file(path, options);
    this.everyMicros = options.rotates() ? options.every().toSeconds() * 1_000_000 : 0;
    this.encoder = encoder;
  }

  @Override
  public Encoder encoder() {
    return encoder.get();
  }

  @Override
  public long everyMicros() {
    return everyMicros;
  }

  @Override
  public void write(Output chunk) throws IOException {
    byte[] octets = chunk.octets().buffer();
    for (int i = 0; i < chunk.parts(); i++) {
      int length = chunk.to(i) - chunk.from(i);
      if (length > 0) {
        written = true;
        writer.records(octets, chunk.from(i), length, chunk.time(i));
      }
    }
  }

  @Override
  public void flush() throws IOException {
    if (!live) {
      writer.flush();
    } else if (System.nanoTime() - flushed > FLUSH_NANOS) {
      flushed = System.nanoTime();
      writer.flush();
      writer.tick((System.currentTimeMillis() - LATE_MILLIS) * 1000);
    }
  }

  @Override
  public void close(boolean complete) throws IOException {
    if (complete) {
      writer.close();
      tellIfNothingCame();
    } else {
      writer.abandon();
    }
  }

  /** An older file would be taken for what this run has written. */
  private void tellIfNothingCame() {
    if (!written && replaces && Files.isRegularFile(Path.of(path))) {
      LOG.warn("no message came for {}: it is the one of an earlier run", path);
    }
  }
}
