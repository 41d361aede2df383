package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.schemas.MessageOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/** Puts what passes it into the output of the batch that is judged. One for each thread. */
final class SinkStage implements Stage {
  /** How many origins are remembered. */
  private static final int ORIGINS = 4096;

  private final IntPredicate types;
  private final Encoder encoder;
  private final long every;
  private final BiConsumer<Message, BgpError> undecoded;
  private final Runnable unplaced;
  private final Map<MessageOrigin, Map<String, String>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageOrigin, Map<String, String>> eldest) {
          return size() > ORIGINS;
        }
      };
  private Map<String, String> peers = Map.of();
  private boolean names;
  private Output out;
  private long interval;
  private long lastMicros = Long.MIN_VALUE;

  /**
   * @param types type codes to write
   * @param undecoded told of messages that do not decode
   * @param unplaced run for each message that the format has no place for
   */
  SinkStage(
      IntPredicate types, Sink sink, BiConsumer<Message, BgpError> undecoded, Runnable unplaced) {
    this.types = types;
    this.encoder = sink.encoder();
    this.every = sink.everyMicros();
    this.undecoded = undecoded;
    this.unplaced = unplaced;
  }

  /** The same, with the tags of bgpipe's archives that tell who the peers of a session are. */
  SinkStage naming() {
    names = true;
    return this;
  }

  @Override
  public void origin(MessageOrigin origin) {
    if (names) {
      peers = known.computeIfAbsent(origin, SinkStage::tags);
    }
  }

  private static Map<String, String> tags(MessageOrigin origin) {
    Map<String, String> tags = new LinkedHashMap<>();
    put(tags, "PEER", origin.senderAddress(), origin.senderAsn());
    put(tags, "LOCAL", origin.receiverAddress(), origin.receiverAsn());
    return tags;
  }

  private static void put(Map<String, String> tags, String who, String address, long asn) {
    if (!address.isEmpty()) {
      tags.put(who + "_IP", address);
    }
    if (asn > 0) {
      tags.put(who + "_AS", Long.toString(asn));
    }
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
      Map<String, String> own = message.tags();
      if (names && own.isEmpty()) {
        tag(message, peers);
      }
      int before = out.octets().size();
      BgpError error = encoder.encode(message, out);
      if (names) {
        tag(message, own);
      }
      if (error != null) {
        undecoded.accept(message, error);
      } else if (encoder instanceof ArchiveEncoder && out.octets().size() == before) {
        unplaced.run();
      }
    }
  }

  private static void tag(Message message, Map<String, String> tags) {
    message.describe(
        message.session(),
        message.epoch(),
        message.direction(),
        message.sequence(),
        message.timeMicros(),
        message.context(),
        tags);
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
