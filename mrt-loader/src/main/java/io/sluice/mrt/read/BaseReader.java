package io.sluice.mrt.read;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Damage;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.block.Window;
import java.io.IOException;

/** What the readers of all formats share: the current record, and counting. */
abstract class BaseReader implements ArchiveReader {
  final Window window;
  final Message message = new Message();
  Direction direction;
  boolean timed;
  long timeMicros;
  PeerIdentity peer = PeerIdentity.NONE;
  StateChange state;
  Damage damage;
  boolean dropped;
  long offset;
  long records;
  private long damages;

  BaseReader(Window window) {
    this.window = window;
  }

  /** As {@link #next}, which counts. */
  abstract Kind read() throws IOException;

  @Override
  public final Kind next() throws IOException {
    Kind kind = read();
    if (kind == Kind.DAMAGE) {
      damages++;
    }
    return kind;
  }

  /** Makes damage what {@link #next} returns. */
  final Kind damaged(long from, long octets, BgpError error, String reason) {
    damage = new Damage(from, octets, error, reason);
    return Kind.DAMAGE;
  }

  @Override
  public final Message message() {
    return message;
  }

  @Override
  public final Direction direction() {
    return direction;
  }

  @Override
  public final boolean timed() {
    return timed;
  }

  @Override
  public final long timeMicros() {
    return timeMicros;
  }

  @Override
  public PeerIdentity peer() {
    return peer;
  }

  @Override
  public final StateChange state() {
    return state;
  }

  @Override
  public final Damage damage() {
    return damage;
  }

  @Override
  public final boolean dropped() {
    return dropped;
  }

  @Override
  public final long offset() {
    return offset;
  }

  @Override
  public final long records() {
    return records;
  }

  @Override
  public final long damages() {
    return damages;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
