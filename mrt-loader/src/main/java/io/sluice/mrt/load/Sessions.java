package io.sluice.mrt.load;

import io.sluice.bgp.Direction;
import io.sluice.bgp.json.DistinguisherText;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions of an archive: one for each peer of a collector, PEER~COLLECTOR. Peers that a router
 * tells apart by more than their address (RFC 7854 4.2, 8671, 9069) have that behind it, and of a
 * collector that tells of several routers that of theirs stands between:
 * PEER+RIB+VRF~ROUTER~COLLECTOR.
 */
final class Sessions {
  private final String collector;
  private final Direction direction;
  private final long began;
  private final int messageSchema;
  private final AvroSerde<SessionEvent> events;
  private final Map<String, LoadedSession> byId = new HashMap<>();
  private final Map<PeerIdentity, LoadedSession> byPeer = new IdentityHashMap<>();

  /** Those whose messages one BGP session of a router gave, by the id of the usual one of them. */
  private final Map<String, List<LoadedSession>> views = new HashMap<>();

  /**
   * @param began when the job began, microseconds since 1970
   */
  Sessions(LoadOptions options, SchemaIds schemas, long began) {
    this.began = began;
    this.collector = options.collector();
    this.direction = options.direction();
    this.messageSchema = schemas.id(direction == Direction.R ? Topic.TO_RIGHT : Topic.TO_LEFT);
    this.events = new AvroSerde<>(SessionEvent.class, schemas.id(Topic.SESSIONS));
  }

  LoadedSession of(PeerIdentity peer) {
    LoadedSession session = byPeer.get(peer);
    if (session == null) {
      session = byId.computeIfAbsent(id(peer, peer.rib()), id -> made(id, peer));
      byPeer.put(peer, session);
    }
    return session;
  }

  private LoadedSession made(String id, PeerIdentity peer) {
    LoadedSession session = new LoadedSession(id, collector(peer), direction, messageSchema, began);
    views.computeIfAbsent(id(peer, PeerIdentity.IN_PRE), u -> new ArrayList<>()).add(session);
    return session;
  }

  /**
   * Those that a change of a peer's state is about. A router tells once of its session with a peer,
   * and means all tables that it reports of it (RFC 8671 6.3). Of the table that it chose itself,
   * and by some routers of that behind their policy, is told apart.
   */
  List<LoadedSession> concerned(PeerIdentity peer) {
    LoadedSession session = of(peer);
    boolean apart = peer.rib().equals(PeerIdentity.LOC) || peer.rib().endsWith("-post");
    return apart ? List.of(session) : views.get(id(peer, PeerIdentity.IN_PRE));
  }

  private String collector(PeerIdentity peer) {
    return peer.tags().getOrDefault("COLLECTOR", collector);
  }

  private String id(PeerIdentity peer, String rib) {
    return id(peer, rib, collector(peer));
  }

  static String id(PeerIdentity peer, String rib, String collector) {
    String router = peer.tags().getOrDefault("ROUTER", collector);
    StringBuilder id = new StringBuilder();
    if (rib.equals(PeerIdentity.LOC)) {
      // No peer sent it: it is the router's own.
      id.append(peer.tags().containsKey("ROUTER") ? router : "unknown");
    } else {
      id.append(peer.address() == null ? "unknown" : peer.address().toString());
    }
    if (!rib.isEmpty() && !rib.equals(PeerIdentity.IN_PRE)) {
      id.append('+').append(rib);
    }
    if (peer.distinguisher() != 0) {
      id.append('+').append(DistinguisherText.of(peer.distinguisher()));
    }
    if (!router.equals(collector) && !rib.equals(PeerIdentity.LOC)) {
      id.append('~').append(router);
    }
    return id.append('~').append(collector).toString();
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
