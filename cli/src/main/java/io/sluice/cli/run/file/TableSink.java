package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.cli.OperatorException;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.table.RoutingTable;
import io.sluice.mrt.write.TableWriter;
import io.sluice.mrt.write.Writers;
import java.io.IOException;

/** A table dump of what the messages leave standing, or one for each interval of time. */
final class TableSink implements Sink {
  private final TableWriter writer;
  private final boolean live;
  private final Message message = new Message();

  /**
   * @param live whether the messages tell what happens now
   */
  TableSink(String path, WriteOptions options, boolean live) {
    this.writer = Writers.table(path, options);
    this.live = live;
  }

  @Override
  public Encoder encoder() {
    return new Encoder() {
      @Override
      public BgpError encode(Message message, Output out) {
        BgpError fault = RoutingTable.fault(message);
        if (fault == null && (message.isUpdate() || message.type() == MessageType.OPEN)) {
          out.keep(Kept.of(message, out.octets()));
        }
        return fault;
      }

      @Override
      public void encode(PeerIdentity peer, StateChange change, long timeMicros, Output out) {
        out.keep(Kept.of(peer, change, timeMicros));
      }
    };
  }

  @Override
  public void write(Output chunk) throws IOException {
    try {
      take(chunk);
    } catch (OutOfMemoryError e) {
      throw new OperatorException(
          "the table does not fit into memory: give it more, as SLUICE_JAVA_OPTS=-Xmx8g", e);
    }
  }

  private void take(Output chunk) throws IOException {
    for (Kept kept : chunk.kept()) {
      if (kept.state() != null) {
        writer.state(kept.peer(), kept.state(), kept.timeMicros());
      } else {
        kept.view(chunk.octets(), message);
        writer.message(message);
      }
    }
  }

  @Override
  public void flush() throws IOException {
    if (live) {
      writer.tick((System.currentTimeMillis() - FileSink.LATE_MILLIS) * 1000);
    }
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
