package io.sluice.cli.run.file;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Compression;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Records of a format of archives. */
final class ArchiveEncoder implements Encoder {
  private final Into into = new Into();
  private final ArchiveWriter writer;

  ArchiveEncoder(ArchiveFormat format) {
    try {
      writer = Archives.create(into, WriteOptions.of(format).withCompression(Compression.NONE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BgpError encode(Message message, Output out) {
    into.buffer = out.octets();
    try {
      BgpError error = writer.message(message);
      writer.flush();
      return error;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void encode(PeerIdentity peer, StateChange change, long timeMicros, Output out) {
    into.buffer = out.octets();
    try {
      writer.state(peer, change, timeMicros);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(Output out) {
    into.buffer = out.octets();
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The output of the batch at hand. */
  private static final class Into extends OutputStream {
    private AsciiBuffer buffer;

    @Override
    public void write(int octet) {
      buffer.put(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      buffer.put(octets, from, length);
    }
  }
}
