package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/** Puts what passes it into the output of the batch that is judged. One for each thread. */
final class SinkStage implements Stage {
  private final IntPredicate types;
  private final Encoder encoder;
  private final long every;
  private final BiConsumer<Message, BgpError> undecoded;
  private Output out;
  private long interval;
  private long lastMicros = Long.MIN_VALUE;

  /**
   * @param types type codes to write
   * @param undecoded told of messages that do not decode
   */
  SinkStage(IntPredicate types, Sink sink, BiConsumer<Message, BgpError> undecoded) {
    this.types = types;
    this.encoder = sink.encoder();
    this.every = sink.everyMicros();
    this.undecoded = undecoded;
  }

  void into(Output output) {
    out = output;
  }

  /** Marks where another interval of time begins, so that another file can. */
  private void cut(long timeMicros) {
    lastMicros = timeMicros;
    if (out.parts() == 0) {
      interval = every == 0 ? 0 : Math.floorDiv(timeMicros, every);
      out.cut(timeMicros);
    } else if (every > 0 && Math.floorDiv(timeMicros, every) != interval) {
      interval = Math.floorDiv(timeMicros, every);
      out.cut(timeMicros);
    }
  }

  @Override
  public boolean decides() {
    return false;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (types.test(message.typeCode())) {
      cut(message.timeMicros());
      BgpError error = encoder.encode(message, out);
      if (error != null) {
        undecoded.accept(message, error);
      }
    }
  }

  /** Writes a change of a session's state. */
  void state(PeerIdentity peer, StateChange change, long timeMicros) {
    cut(timeMicros);
    encoder.encode(peer, change, timeMicros, out);
  }

  /** Writes what stands at the end, if there is something before it. */
  void end() {
    if (lastMicros != Long.MIN_VALUE) {
      cut(lastMicros);
      encoder.end(out);
    }
  }
}
