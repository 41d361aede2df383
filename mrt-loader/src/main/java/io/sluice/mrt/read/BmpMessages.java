package io.sluice.mrt.read;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.Bytes;
import io.sluice.bgp.wire.OctetTable;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages of BMP (RFC 7854, 8671, 9069). Route Monitoring gives messages, Peer Up and Peer Down
 * changes of state; the OPENs of a Peer Up tell how the peer's messages are to be decoded. The
 * others are passed over.
 */
final class BmpMessages {
  private static final int V_FLAG = 0x80;
  private static final int L_FLAG = 0x40;
  private static final int A_FLAG = 0x20;
  private static final int O_FLAG = 0x10;
  private static final int LOC_RIB = 3;

  /** Type, flags, distinguisher, address, AS number: what tells peers apart. */
  private static final int IDENTITY = 30;

  private final BaseReader reader;
  private final DecodeContext fallback;
  private final Peers peers = new Peers();
  private final Map<PeerIdentity, Negotiated> sessions = new HashMap<>();
  private OctetTable<PeerIdentity> cache = new OctetTable<>(Peers.OF_A_READER);
  private Map<String, String> tags = Map.of();
  private PeerIdentity lastPeer;
  private boolean lastAs2;
  private DecodeContext lastContext;

  BmpMessages(BaseReader reader, DecodeContext fallback) {
    this.reader = reader;
    this.fallback = fallback;
  }

  /** Tags of all peers from here on. */
  void tags(Map<String, String> more) {
    if (!more.equals(tags)) {
      tags = more;
      cache = new OctetTable<>(Peers.OF_A_READER);
    }
  }

  /**
   * Reads a message.
   *
   * @param from where its common header begins
   * @param to where it ends
   * @param length octets of the whole record
   */
  Kind read(byte[] b, int from, int to, int length) {
    int type = b[from + 5];
    if (type != BmpHeader.ROUTE_MONITORING
        && type != BmpHeader.PEER_UP
        && type != BmpHeader.PEER_DOWN) {
      return null;
    }
    int peer = from + BmpHeader.LENGTH;
    int body = peer + BmpHeader.PEER;
    if (body > to) {
      return reader.damaged(reader.offset, length, null, "the message ends inside its peer header");
    }
    int flags = b[peer + 1] & 0xff;
    reader.peer = peer(b, peer, flags);
    reader.timeMicros = Bytes.u32(b, peer + 34) * 1_000_000L + Bytes.u32(b, peer + 38);
    reader.timed = true;
    return switch (type) {
      case BmpHeader.PEER_UP -> up(b, body, to, length);
      case BmpHeader.PEER_DOWN -> state(StateChange.ESTABLISHED, 1);
      default -> body == to ? null : message(b, body, to, flags, length);
    };
  }

  private Kind message(byte[] b, int body, int to, int flags, int length) {
    BgpError error = to - body < Header.LENGTH ? null : Bgp4mp.check(b, body, to);
    if (error != null || to - body < Header.LENGTH) {
      String reason = error == null ? "the message ends inside its header" : error.reason();
      return reader.damaged(reader.offset, length, error, reason);
    }
    Message m = reader.message.wrap(b, body, to - body);
    DecodeContext context = context(reader.peer, (flags & A_FLAG) != 0);
    m.describe("", 0, Direction.R, 0, reader.timeMicros, context, reader.peer.tags());
    return Kind.MESSAGE;
  }

  /** Of the A flag and, if the peer was seen to come up, of what was negotiated. */
  private DecodeContext context(PeerIdentity peer, boolean as2) {
    if (peer != lastPeer || as2 != lastAs2 || lastContext == null) {
      Negotiated session = sessions.get(key(peer));
      DecodeContext told = fallback;
      if (session != null) {
        told = peer.rib().startsWith("out") ? session.toLeft() : session.toRight();
      }
      lastContext = withWidth(told, !as2);
      lastPeer = peer;
      lastAs2 = as2;
    }
    return lastContext;
  }

  private static DecodeContext withWidth(DecodeContext context, boolean as4) {
    return DecodeContext.of(
        as4,
        Families.of(context.addPathFamilies()),
        Families.of(context.extendedNextHopFamilies()));
  }

  /** Peer Up: local address, ports, the OPEN sent and the one received (RFC 7854 4.10). */
  private Kind up(byte[] b, int body, int to, int length) {
    int sent = body + 20;
    int received = sent + openLength(b, sent, to);
    if (received == sent || openLength(b, received, to) == 0) {
      return reader.damaged(reader.offset, length, null, "Peer Up without its two OPENs");
    }
    Open theirs = open(b, received, to);
    Open ours = open(b, sent, to);
    if (theirs.error() == null && ours.error() == null) {
      if (sessions.size() >= Peers.MOST) {
        sessions.clear();
      }
      sessions.put(key(reader.peer), Negotiated.of(theirs, ours));
      lastPeer = null;
    }
    return state(0, StateChange.ESTABLISHED);
  }

  private static int openLength(byte[] b, int at, int to) {
    boolean open =
        at + Header.LENGTH <= to
            && Header.markerOk(b, at)
            && Header.type(b, at) == MessageType.OPEN.code()
            && Header.length(b, at) >= Header.minLength(MessageType.OPEN.code())
            && at + Header.length(b, at) <= to;
    return open ? Header.length(b, at) : 0;
  }

  private static Open open(byte[] b, int at, int to) {
    return Open.parse(Arrays.copyOfRange(b, at, at + openLength(b, at, to)));
  }

  private Kind state(int before, int after) {
    reader.state = Bgp4mp.state(before, after);
    return Kind.STATE;
  }

  /** The session, of which a router may report several tables. */
  private static PeerIdentity key(PeerIdentity p) {
    return new PeerIdentity(
        p.address(),
        p.asn(),
        null,
        0,
        0,
        p.distinguisher(),
        PeerIdentity.LOC.equals(p.rib()) ? PeerIdentity.LOC : "",
        p.tags());
  }

  private PeerIdentity peer(byte[] b, int at, int flags) {
    PeerIdentity found = cache.find(b, at, at + IDENTITY, 0);
    if (found != null) {
      return found;
    }
    boolean locRib = b[at] == LOC_RIB;
    boolean ipv6 = !locRib && (flags & V_FLAG) != 0;
    PeerIdentity made =
        peers.of(
            Bgp4mp.address(b, ipv6 ? at + 10 : at + 22, ipv6 ? 16 : 4),
            Bytes.u32(b, at + 26),
            Bytes.i64(b, at + 2),
            locRib ? PeerIdentity.LOC : rib(flags),
            tags);
    return cache.put(b, at, at + IDENTITY, 0, made);
  }

  private static String rib(int flags) {
    boolean post = (flags & L_FLAG) != 0;
    if ((flags & O_FLAG) != 0) {
      return post ? "out-post" : "out-pre";
    }
    return post ? "in-post" : PeerIdentity.IN_PRE;
  }
}
