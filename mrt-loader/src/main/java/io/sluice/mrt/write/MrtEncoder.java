package io.sluice.mrt.write;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.Open;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Records of the type BGP4MP_ET (RFC 6396 3 and 4.4, RFC 8050): the subtype follows how each
 * message is to be decoded.
 */
final class MrtEncoder implements Encoder {
  private static final int BGP4MP_ET = 17;
  private static final int MESSAGE = 1;
  private static final int MESSAGE_AS4 = 4;
  private static final int STATE_CHANGE_AS4 = 5;
  private static final int MESSAGE_ADDPATH = 8;
  private static final int MESSAGE_AS4_ADDPATH = 9;

  private final PeerTags peers = new PeerTags();
  private final ByteSink head = new ByteSink(128);

  @Override
  public BgpError message(Message m, OutputStream out) throws IOException {
    DecodeContext context = m.context();
    begin(m.timeMicros(), subtype(context), m.length(), context.as4(), peers.of(m.tags()));
    out.write(head.array(), 0, head.size());
    out.write(m.buffer(), m.offset(), m.length());
    return null;
  }

  private static int subtype(DecodeContext context) {
    if (context.addPathFamilies().length > 0) {
      return context.as4() ? MESSAGE_AS4_ADDPATH : MESSAGE_ADDPATH;
    }
    return context.as4() ? MESSAGE_AS4 : MESSAGE;
  }

  @Override
  public void state(PeerIdentity peer, StateChange change, long timeMicros, OutputStream out)
      throws IOException {
    begin(timeMicros, STATE_CHANGE_AS4, 4, true, peer);
    head.u16(change.before()).u16(change.after());
    out.write(head.array(), 0, head.size());
  }

  private void begin(long timeMicros, int subtype, int body, boolean as4, PeerIdentity peer) {
    long time = Math.max(0, timeMicros);
    boolean ipv6 = isIpv6(peer.address()) || isIpv6(peer.localAddress());
    int length = 4 + (as4 ? 8 : 4) + 4 + (ipv6 ? 32 : 8) + body;
    head.clear().u32(time / 1_000_000).u16(BGP4MP_ET).u16(subtype).u32(length);
    head.u32(time % 1_000_000);
    asn(peer.asn(), as4);
    asn(peer.localAsn(), as4);
    head.u16(peer.interfaceIndex());
    head.u16(ipv6 ? AddressFamily.AFI_IPV6 : AddressFamily.AFI_IPV4);
    address(peer.address(), ipv6);
    address(peer.localAddress(), ipv6);
  }

  private static boolean isIpv6(Address address) {
    return address != null && address.ipv6();
  }

  private void asn(long asn, boolean as4) {
    if (as4) {
      head.u32(asn);
    } else {
      head.u16(asn > 0xffff ? Open.AS_TRANS : (int) asn);
    }
  }

  /** An IPv4 address in a field for IPv6 stands in front. */
  private void address(Address address, boolean ipv6) {
    long high = address == null ? 0 : address.high();
    if (ipv6) {
      head.i64(high).i64(address == null ? 0 : address.low());
    } else {
      head.u32(high >>> 32);
    }
  }
}
