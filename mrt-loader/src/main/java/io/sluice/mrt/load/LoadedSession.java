package io.sluice.mrt.load;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.DistinguisherText;
import io.sluice.mrt.PeerIdentity;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.wire.BgpMessageEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The session of a peer with its collector, as the topics know it. Its first record begins an
 * incarnation, and so does each time that the collector saw it come up; sequence numbers begin at 1
 * in each. Incarnations are counted from the time when the job began, so that those of a later job
 * are later ones, whatever of the same archives it chose. Else they depend on the archives alone: a
 * job that goes on gives the same.
 */
final class LoadedSession {
  private record Encoding(PeerIdentity peer, DecodeContext context) {}

  private final String id;
  private final byte[] key;
  private final String collector;
  private final Direction direction;
  private final int schemaId;
  private final long began;
  private final Map<Encoding, BgpMessageEncoder> encoders = new HashMap<>();
  private long epoch;
  private long sequence;
  private BgpMessageEncoder encoder;
  private PeerIdentity lastPeer;
  private DecodeContext lastContext;
  private Map<String, String> messageTags;
  private Map<String, String> tags;

  LoadedSession(String id, String collector, Direction direction, int schemaId, long began) {
    this.id = id;
    this.key = id.getBytes(StandardCharsets.UTF_8);
    this.collector = collector;
    this.direction = direction;
    this.schemaId = schemaId;
    this.began = began;
  }

  String id() {
    return id;
  }

  byte[] key() {
    return key;
  }

  long epoch() {
    return epoch;
  }

  long sequence() {
    return sequence;
  }

  /** A new incarnation begins. */
  void begin() {
    epoch = epoch == 0 ? began : epoch + 1;
    sequence = 0;
    encoders.clear();
    lastPeer = null;
  }

  /** Takes a message into account that is in the topic already. */
  void pass() {
    if (epoch == 0) {
      begin();
    }
    sequence++;
  }

  /** The record of the next message. */
  @SuppressWarnings("ReferenceEquality") // readers give the same objects for the same peer
  byte[] record(Message message, PeerIdentity peer) {
    pass();
    if (peer != lastPeer || message.context() != lastContext) {
      lastPeer = peer;
      lastContext = message.context();
      encoder = encoders.computeIfAbsent(new Encoding(peer, lastContext), this::encoder);
    }
    if (message.tags() != messageTags) {
      messageTags = message.tags();
      tags = new TreeMap<>(messageTags);
      tags.putIfAbsent("COLLECTOR", collector);
      if (peer.otherRib()) {
        tags.put("RIB", peer.rib());
      }
      if (peer.distinguisher() != 0) {
        tags.put("PEER_RD", DistinguisherText.of(peer.distinguisher()));
      }
    }
    byte[] record =
        encoder.encode(
            Disposition.REPLAYED,
            sequence,
            message.timeMicros(),
            message.typeCode(),
            tags,
            message.length());
    System.arraycopy(
        message.buffer(),
        message.offset(),
        record,
        record.length - message.length(),
        message.length());
    return record;
  }

  private BgpMessageEncoder encoder(Encoding encoding) {
    PeerIdentity peer = encoding.peer();
    return new BgpMessageEncoder(
        schemaId,
        new MessageOrigin(
            id,
            epoch,
            direction,
            peer.address() == null ? "" : peer.address().toString(),
            peer.asn(),
            peer.localAddress() == null ? "" : peer.localAddress().toString(),
            peer.localAsn(),
            encoding.context(),
            -1));
  }
}
