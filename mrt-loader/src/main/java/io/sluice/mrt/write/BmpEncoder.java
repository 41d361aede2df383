package io.sluice.mrt.write;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BMP messages (RFC 7854): an Initiation, a Peer Up before the first message of a peer, since
 * stations want one, and UPDATEs as Route Monitoring. The OPENs of a Peer Up are made up of what is
 * known: the numbers of both ends and how the peer's messages are decoded.
 */
final class BmpEncoder implements Encoder {
  private static final int ROUTE_MONITORING = 0;
  private static final int PEER_DOWN = 2;
  private static final int PEER_UP = 3;
  private static final int INITIATION = 4;
  private static final int TERMINATION = 5;
  private static final int COMMON = 6;
  private static final int PEER = 42;
  private static final int CLOSED_WITHOUT_MESSAGE = 4;
  private static final int HOLD_TIME = 180;
  private static final int ADD_PATH = 69;

  private final PeerTags tags = new PeerTags();
  private final Map<PeerIdentity, DecodeContext> up = new HashMap<>();
  private final ByteSink sink = new ByteSink(512);

  @Override
  public void begin(OutputStream out) throws IOException {
    up.clear();
    sink.clear();
    information(2, "sluice");
    information(1, "Sluice");
    send(INITIATION, out);
  }

  @Override
  public void end(OutputStream out) throws IOException {
    sink.clear();
    // TLV 1 of a Termination: the reason, 0: administratively closed (RFC 7854 4.5).
    sink.u16(1).u16(2).u16(0);
    send(TERMINATION, out);
  }

  private void information(int type, String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    sink.u16(type).u16(octets.length).bytes(octets);
  }

  private void send(int type, OutputStream out) throws IOException {
    ByteSink head = new ByteSink(COMMON).u8(3).u32(COMMON + sink.size()).u8(type);
    out.write(head.array(), 0, head.size());
    out.write(sink.array(), 0, sink.size());
  }

  @Override
  public BgpError message(Message m, OutputStream out) throws IOException {
    if (!m.isUpdate()) {
      return null;
    }
    PeerIdentity peer = tags.of(m.tags());
    if (!m.context().equals(up.get(peer))) {
      up(peer, m.context(), m.timeMicros(), out);
    }
    sink.clear().u8(3).u32(COMMON + PEER + (long) m.length()).u8(ROUTE_MONITORING);
    peer(peer, !m.context().as4(), m.timeMicros());
    out.write(sink.array(), 0, sink.size());
    out.write(m.buffer(), m.offset(), m.length());
    return null;
  }

  @Override
  public void state(PeerIdentity peer, StateChange change, long timeMicros, OutputStream out)
      throws IOException {
    if (change.up() && !up.containsKey(peer)) {
      up(peer, DecodeContext.AS4, timeMicros, out);
    } else if (change.down() && up.remove(peer) != null) {
      sink.clear();
      peer(peer, false, timeMicros);
      sink.u8(CLOSED_WITHOUT_MESSAGE);
      send(PEER_DOWN, out);
    }
  }

  private void up(PeerIdentity peer, DecodeContext context, long timeMicros, OutputStream out)
      throws IOException {
    if (up.size() >= 1 << 16) {
      up.clear();
    }
    up.put(peer, context);
    sink.clear();
    peer(peer, !context.as4(), timeMicros);
    address(peer.localAddress());
    sink.u16(0).u16(0);
    sink.bytes(open(peer.localAsn(), peer.localAddress(), context, 1));
    sink.bytes(open(peer.asn(), peer.address(), context, 2));
    send(PEER_UP, out);
  }

  private static byte[] open(long asn, Address address, DecodeContext context, int addPathMode) {
    List<Open.Capability> capabilities = new ArrayList<>();
    capabilities.add(Open.multiprotocol(AddressFamily.IPV4_UNICAST));
    capabilities.add(Open.multiprotocol(AddressFamily.IPV6_UNICAST));
    if (context.as4()) {
      capabilities.add(Open.fourOctetAs(asn));
    }
    ByteSink addPath = new ByteSink();
    for (int family : context.addPathFamilies()) {
      addPath.u24(family).u8(addPathMode);
    }
    if (addPath.size() > 0) {
      capabilities.add(new Open.Capability(ADD_PATH, addPath.toByteArray()));
    }
    ByteSink extended = new ByteSink();
    for (int family : context.extendedNextHopFamilies()) {
      extended.u16(family >>> 8).u16(family & 0xff).u16(AddressFamily.AFI_IPV6);
    }
    if (extended.size() > 0) {
      capabilities.add(
          new Open.Capability(CapabilityCode.EXTENDED_NEXT_HOP, extended.toByteArray()));
    }
    boolean ipv4 = address != null && !address.ipv6();
    return Open.encode(asn, HOLD_TIME, ipv4 ? (int) (address.high() >>> 32) : 1, capabilities);
  }

  /** The per-peer header: a global instance peer, Adj-RIB-In before policy (RFC 7854 4.2). */
  private void peer(PeerIdentity peer, boolean as2, long timeMicros) {
    boolean ipv6 = peer.address() != null && peer.address().ipv6();
    sink.u8(0).u8((ipv6 ? 0x80 : 0) | (as2 ? 0x20 : 0)).i64(peer.distinguisher());
    address(peer.address());
    long time = Math.max(0, timeMicros);
    sink.u32(peer.asn()).u32(0).u32(time / 1_000_000).u32(time % 1_000_000);
  }

  /** An IPv4 address stands in the last four of sixteen octets. */
  private void address(Address address) {
    if (address == null) {
      sink.bytes(Bytes.ofHex("00000000000000000000000000000000"));
    } else if (address.ipv6()) {
      sink.i64(address.high()).i64(address.low());
    } else {
      sink.i64(0).i64(address.high() >>> 32);
    }
  }
}
