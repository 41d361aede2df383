package io.sluice.mrt.load;

import io.sluice.bgp.Direction;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.schemas.Topic;
import io.sluice.schemas.avro.SessionEvent;
import io.sluice.schemas.avro.SessionState;
import io.sluice.schemas.avro.Speaker;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.wire.AvroSerde;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The sessions of an archive: one for each peer of a collector, PEER~COLLECTOR. */
final class Sessions {
  private final String collector;
  private final Direction direction;
  private final int messageSchema;
  private final AvroSerde<SessionEvent> events;
  private final Map<String, LoadedSession> byId = new HashMap<>();
  private final Map<PeerIdentity, LoadedSession> byPeer = new IdentityHashMap<>();

  Sessions(LoadOptions options, SchemaIds schemas) {
    this.collector = options.collector();
    this.direction = options.direction();
    this.messageSchema = schemas.id(direction == Direction.R ? Topic.TO_RIGHT : Topic.TO_LEFT);
    this.events = new AvroSerde<>(SessionEvent.class, schemas.id(Topic.SESSIONS));
  }

  LoadedSession of(PeerIdentity peer) {
    LoadedSession session = byPeer.get(peer);
    if (session == null) {
      String named = peer.tags().getOrDefault("COLLECTOR", collector);
      String address = peer.address() == null ? "unknown" : peer.address().toString();
      session =
          byId.computeIfAbsent(
              address + "~" + named, id -> new LoadedSession(id, named, direction, messageSchema));
      byPeer.put(peer, session);
    }
    return session;
  }

  /** The record of a change of state, which begins an incarnation where a session comes up. */
  byte[] event(LoadedSession session, PeerIdentity peer, StateChange change, long timeMicros) {
    Speaker left = speaker(text(peer.address()), peer.asn());
    Speaker right = speaker(text(peer.localAddress()), peer.localAsn());
    boolean toRight = direction == Direction.R;
    return events.encode(
        SessionEvent.newBuilder()
            .setSession(session.id())
            .setEpoch(session.epoch())
            .setTime(Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS))
            .setState(
                change.after() == StateChange.ESTABLISHED
                    ? SessionState.ESTABLISHED
                    : SessionState.DOWN)
            .setReason("the collector saw it go from " + change)
            .setCause("archive")
            .setLeft(toRight ? left : right)
            .setRight(toRight ? right : left)
            .setMessagesRight(toRight ? session.sequence() : 0)
            .setMessagesLeft(toRight ? 0 : session.sequence())
            .setProxy("load")
            .build());
  }

  private static String text(Object address) {
    return address == null ? "" : address.toString();
  }

  private static Speaker speaker(String address, long asn) {
    return Speaker.newBuilder()
        .setAddress(address)
        .setPort(0)
        .setAsn(asn)
        .setRouterId("")
        .setHoldTime(0)
        .setCapabilities(List.of())
        .setOpen(ByteBuffer.allocate(0))
        .build();
  }
}
