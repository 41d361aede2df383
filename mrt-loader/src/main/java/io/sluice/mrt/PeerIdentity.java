package io.sluice.mrt;

import io.sluice.bgp.Address;
import java.util.Map;
import java.util.Objects;

/**
 * The two ends of a session, as an archive names them. A reader gives the same object for the same
 * peer, so that it can be compared by identity.
 *
 * @param address of the peer; {@code null} when the archive does not tell
 * @param asn of the peer, 0 to 4294967295; 0 when the archive does not tell
 * @param localAddress of the collector, or of the router that reports; {@code null} if not told
 * @param localAsn of the same; 0 if not told
 * @param interfaceIndex of the collector's interface; 0 if not told
 * @param distinguisher the 64 bits of BMP's peer distinguisher: of a VRF (RFC 7854 4.2); 0 if none
 * @param rib which of the router's tables the messages are of, of BMP: {@code in-pre}, {@code
 *     in-post}, {@code out-pre}, {@code out-post} (RFC 8671) or {@code loc} (RFC 9069); empty for
 *     other formats
 * @param tags the same as tags of a message, {@code PEER_AS}, {@code PEER_IP}, {@code LOCAL_AS},
 *     {@code LOCAL_IP}, {@code INTERFACE}, {@code COLLECTOR}, {@code ROUTER} and so on: only those
 *     that are known; immutable, in the order of their names
 */
public record PeerIdentity(
    Address address,
    long asn,
    Address localAddress,
    long localAsn,
    int interfaceIndex,
    long distinguisher,
    String rib,
    Map<String, String> tags) {
  /** The table of routes as a peer announced them, before policy: the usual one of BMP. */
  public static final String IN_PRE = "in-pre";

  /** The table of routes that a router has chosen, which no peer sent (RFC 9069). */
  public static final String LOC = "loc";

  /** Nobody known: of formats that name no peers. */
  public static final PeerIdentity NONE = new PeerIdentity(null, 0, null, 0, 0, 0, "", Map.of());

  /** Whether the messages are of another table than that of routes as the peer announced them. */
  public boolean otherRib() {
    return !rib.isEmpty() && !rib.equals(IN_PRE);
  }

  // Written out: what a record brings along is made at each start.

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerIdentity that
        && Objects.equals(address, that.address)
        && asn == that.asn
        && Objects.equals(localAddress, that.localAddress)
        && localAsn == that.localAsn
        && interfaceIndex == that.interfaceIndex
        && distinguisher == that.distinguisher
        && rib.equals(that.rib)
        && tags.equals(that.tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        address, asn, localAddress, localAsn, interfaceIndex, distinguisher, rib, tags);
  }
}
