package io.sluice.mrt.write;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Compression;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.table.RoutingTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Writes table dumps of MRT: what the messages so far leave standing, at the end, or at the end of
 * each interval of their times, which then is {@code $TIME} in the name. Time never goes back.
 * There is none before the first message, and none of an interval in which nothing came.
 */
public final class TableWriter implements ArchiveWriter {
  private static final int BUFFER = 1 << 16;
  private static final long NEVER = Long.MIN_VALUE;

  private final RoutingTable table = new RoutingTable();
  private final NamePattern names;
  private final WriteOptions options;
  private long interval = NEVER;
  private long lastSecond = NEVER;
  private boolean closed;

  TableWriter(String name, WriteOptions options) {
    this.names = NamePattern.of(name, options);
    this.options = options;
  }

  /** Writes the table of an interval that is over at a time, microseconds since 1970. */
  public void tick(long micros) throws IOException {
    long now = NamePattern.begin(micros, options.every());
    if (options.rotates() && interval != NEVER && now > interval) {
      finish();
    }
  }

  private void at(long micros) throws IOException {
    tick(micros);
    lastSecond = Math.max(lastSecond, Math.floorDiv(micros, 1_000_000L));
    if (options.rotates() && interval == NEVER) {
      interval = NamePattern.begin(lastSecond * 1_000_000L, options.every());
    }
  }

  /** Writes the table as it stands. */
  private void finish() throws IOException {
    long second = options.rotates() ? interval + options.every().toSeconds() : lastSecond;
    interval = NEVER;
    Path path = Path.of(names.at(second * 1_000_000L, null));
    Compression compression = options.compression();
    if (compression == null) {
      compression = Compression.ofName(path.getFileName().toString());
    }
    try (WholeFile file = WholeFile.create(path, options)) {
      try (OutputStream out = new BufferedOutputStream(file.open(compression), BUFFER)) {
        table.write(out, second);
      }
      file.finish();
    }
  }

  @Override
  public BgpError message(Message message) throws IOException {
    at(message.timeMicros());
    return table.message(message);
  }

  @Override
  public void state(PeerIdentity peer, StateChange change, long timeMicros) throws IOException {
    at(timeMicros);
    table.state(peer, change);
  }

  /** Writes nothing: a table is whole at its end only. */
  @Override
  public void flush() {}

  /** Gives up: nothing more is written. */
  public void abandon() {
    closed = true;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (lastSecond != NEVER && (!options.rotates() || interval != NEVER)) {
        finish();
      }
    }
  }
}
