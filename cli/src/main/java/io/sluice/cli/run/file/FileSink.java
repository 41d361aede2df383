package io.sluice.cli.run.file;

import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.write.FileWriter;
import io.sluice.mrt.write.Writers;
import java.io.IOException;
import java.util.function.Supplier;

/** A file, or one for each interval of time; compressed by the thread that writes. */
final class FileSink implements Sink {
  private final FileWriter writer;
  private final long everyMicros;
  private final Supplier<Encoder> encoder;

  FileSink(String path, WriteOptions options, Supplier<Encoder> encoder) {
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
        writer.records(octets, chunk.from(i), length, chunk.time(i));
      }
    }
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close(boolean complete) throws IOException {
    if (complete) {
      writer.close();
    } else {
      writer.abandon();
    }
  }
}
