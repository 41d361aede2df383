package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.PeerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of peers in front of a dump (RFC 6396 4.3.1), with places or not (RFC 6397). */
final class PeerIndex {
  private static final int IPV6 = 1;
  private static final int AS4 = 2;

  private PeerIndex() {}

  /**
   * Reads a table.
   *
   * @param geo whether latitudes and longitudes stand in it
   * @param identifiers whether peers get their BGP identifiers as a tag
   * @return {@code null} if it is cut
   */
  static List<PeerIdentity> read(
      byte[] b, int from, int to, boolean geo, boolean identifiers, Peers peers) {
    if (to - from < 8) {
      return null;
    }
    int at = from + 6 + Bytes.u16(b, from + 4) + (geo ? 8 : 0);
    if (at + 2 > to) {
      return null;
    }
    int count = Bytes.u16(b, at);
    at += 2;
    List<PeerIdentity> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (at >= to) {
        return null;
      }
      int octets = (b[at] & IPV6) != 0 ? 16 : 4;
      int width = (b[at] & AS4) != 0 ? 4 : 2;
      int address = at + 5;
      at = address + octets + width + (geo ? 8 : 0);
      if (at > to) {
        return null;
      }
      read.add(
          peers.of(
              Bgp4mp.address(b, address, octets),
              Bgp4mp.number(b, address + octets, width),
              0,
              "",
              identifiers
                  ? Map.of("PEER_ID", Bgp4mp.address(b, address - 4, 4).toString())
                  : Map.of()));
    }
    return read;
  }
}
