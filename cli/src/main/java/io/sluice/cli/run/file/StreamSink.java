package io.sluice.cli.run.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Standard output: large blocks, as they come. */
final class StreamSink implements Sink {
  private final OutputStream out;
  private final Supplier<Encoder> encoder;

  StreamSink(OutputStream out, Supplier<Encoder> encoder) {
    this.out = out;
    this.encoder = encoder;
  }

  @Override
  public Encoder encoder() {
    return encoder.get();
  }

  @Override
  public void write(Output chunk) throws IOException {
    out.write(chunk.octets().buffer(), 0, chunk.octets().size());
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close(boolean complete) throws IOException {
    out.flush();
  }
}
