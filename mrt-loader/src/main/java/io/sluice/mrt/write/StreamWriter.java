package io.sluice.mrt.write;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.io.OutputStream;

/** Writes an archive into a stream. */
public final class StreamWriter implements ArchiveWriter {
  private final Encoder encoder;
  private final OutputStream out;
  private boolean begun;
  private boolean foreign;
  private boolean closed;

  StreamWriter(Encoder encoder, OutputStream out) {
    this.encoder = encoder;
    this.out = out;
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      encoder.begin(out);
    }
  }

  @Override
  public BgpError message(Message message) throws IOException {
    begin();
    return encoder.message(message, out);
  }

  @Override
  public void state(PeerIdentity peer, StateChange change, long timeMicros) throws IOException {
    begin();
    encoder.state(peer, change, timeMicros, out);
  }

  /** Writes records of the format that were made elsewhere, its beginning and end among them. */
  void records(byte[] octets, int from, int length) throws IOException {
    foreign = true;
    out.write(octets, from, length);
  }

  /** Closes without writing an end. */
  void abandon() throws IOException {
    if (!closed) {
      closed = true;
      out.close();
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (out) {
        if (!foreign) {
          begin();
          encoder.end(out);
        }
      }
    }
  }
}
