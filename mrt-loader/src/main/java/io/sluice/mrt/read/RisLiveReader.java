package io.sluice.mrt.read;

import io.sluice.bgp.Address;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.feed.Feed;
import io.sluice.mrt.feed.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Reads RIS Live. Messages have the tags {@code PEER_IP}, {@code PEER_AS}, {@code RIS_ID}, {@code
 * RIS_HOST} and {@code COLLECTOR}; what a collector tells of the state of its sessions becomes
 * changes of state.
 */
public final class RisLiveReader extends BaseReader {
  private static final String DOMAIN = ".ripe.net";

  private final Feed feed;
  private final DecodeContext context;
  private final long oldest;
  private final LongSupplier clock;
  private final RisEnvelope envelope = new RisEnvelope();
  private final Peers peers = new Peers();
  private final Map<String, PeerIdentity> known = new HashMap<>();
  private long received;
  private boolean began;

  /**
   * A reader of messages of JSON.
   *
   * @param context how messages are decoded: the service does not tell
   * @param delay how old a message may be; one that is older shows a connection to be of no use.
   *     Zero: any age
   * @param clock what time it is, microseconds since 1970
   */
  public RisLiveReader(Feed feed, DecodeContext context, Duration delay, LongSupplier clock) {
    super(null);
    this.feed = feed;
    this.context = context;
    this.oldest = delay.isZero() ? Long.MAX_VALUE : delay.toMillis() * 1000;
    this.clock = clock;
  }

  @Override
  Kind read() throws IOException {
    while (true) {
      Frame frame = feed.next();
      int octets = frame.octets().length;
      offset = received;
      received += octets;
      records++;
      Kind kind = frame.fault() == null ? read(frame.octets()) : lost(octets, frame.fault());
      if (kind != null) {
        return kind;
      }
    }
  }

  private Kind read(byte[] octets) throws IOException {
    try {
      envelope.read(octets);
    } catch (IOException e) {
      return lost(octets.length, reason(e));
    }
    if (envelope.kind.equals("ris_error")) {
      if (!began) {
        throw new IOException("the service refuses: " + envelope.error);
      }
      feed.renew("the service says: " + envelope.error);
      return null;
    }
    if (!envelope.kind.equals("ris_message")) {
      return null;
    }
    began = true;
    boolean state = envelope.type.equals("RIS_PEER_STATE") || envelope.type.equals("STATE");
    String wrong = state ? identify() : content();
    if (wrong != null) {
      return lost(octets.length, wrong);
    }
    if (clock.getAsLong() - timeMicros > oldest) {
      feed.renew("what comes is " + (clock.getAsLong() - timeMicros) / 1_000_000 + " s old");
    }
    return state ? state(octets.length) : checked(octets.length);
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line);
  }

  private Kind lost(int octets, String reason) {
    return damaged(offset, octets, null, reason);
  }

  private String content() {
    if (envelope.length < 0) {
      return "a message without its octets: the service was not asked for them, or has none";
    }
    return envelope.length < Header.LENGTH ? "a message that ends inside its header" : identify();
  }

  /** Who and when; what is wrong with it, or {@code null}. */
  private String identify() {
    if (envelope.timeMicros < 0) {
      return "a message without a time";
    }
    String key = envelope.peer + ' ' + envelope.asn + ' ' + envelope.host;
    PeerIdentity found = known.get(key);
    if (found == null) {
      try {
        found = made();
      } catch (IllegalArgumentException e) {
        return "a message of no peer: address '" + envelope.peer + "', AS '" + envelope.asn + "'";
      }
      if (known.size() >= Peers.MOST) {
        known.clear();
      }
      known.put(key, found);
    }
    peer = found;
    timed = true;
    timeMicros = envelope.timeMicros;
    return null;
  }

  private PeerIdentity made() {
    String host = envelope.host;
    Map<String, String> more = new TreeMap<>();
    if (!host.isEmpty()) {
      more.put("RIS_HOST", host);
      boolean full = host.endsWith(DOMAIN);
      more.put("COLLECTOR", full ? host.substring(0, host.length() - DOMAIN.length()) : host);
    }
    long asn = Integer.parseUnsignedInt(envelope.asn) & 0xffffffffL;
    return peers.of(Address.parse(envelope.peer), asn, 0, "", more);
  }

  private Kind checked(int octets) {
    BgpError error = Bgp4mp.check(envelope.raw, 0, envelope.length);
    if (error != null) {
      return damaged(offset, octets, error, error.reason());
    }
    Map<String, String> tags = peer.tags();
    if (!envelope.id.isEmpty()) {
      tags = new TreeMap<>(tags);
      tags.put("RIS_ID", envelope.id);
    }
    message
        .wrap(envelope.raw, 0, envelope.length)
        .describe("", 0, Direction.R, 0, timeMicros, context, tags);
    return Kind.MESSAGE;
  }

  private Kind state(int octets) {
    switch (envelope.state) {
      case "connected" -> state = Bgp4mp.state(0, StateChange.ESTABLISHED);
      case "down" -> state = Bgp4mp.state(StateChange.ESTABLISHED, 1);
      default -> {
        return lost(octets, "a session in the state '" + envelope.state + "'");
      }
    }
    return Kind.STATE;
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
