package io.sluice.mrt.read;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the identities of peers, one object for each. A file of honest collectors names some
 * hundred; one that names very many is made to forget, so that it cannot fill the memory.
 */
final class Peers {
  /** How many are kept. */
  static final int MOST = 1 << 16;

  private final Map<PeerIdentity, PeerIdentity> known = new HashMap<>();

  /** The identity of these ends, the tags made of it and of others given. */
  PeerIdentity of(
      Address address,
      long asn,
      Address localAddress,
      long localAsn,
      int interfaceIndex,
      Map<String, String> more) {
    Map<String, String> tags = new TreeMap<>(more);
    put(tags, "PEER_AS", asn);
    put(tags, "PEER_IP", address);
    put(tags, "LOCAL_AS", localAsn);
    put(tags, "LOCAL_IP", localAddress);
    put(tags, "INTERFACE", interfaceIndex);
    return intern(address, asn, localAddress, localAsn, interfaceIndex, tags);
  }

  /** The identity of a peer that is tagged whatever its number and address are. */
  PeerIdentity tagged(Address address, long asn, Map<String, String> more) {
    Map<String, String> tags = new TreeMap<>(more);
    tags.put("PEER_AS", Long.toString(asn));
    tags.put("PEER_IP", address.toString());
    return intern(address, asn, null, 0, 0, tags);
  }

  private PeerIdentity intern(
      Address address,
      long asn,
      Address localAddress,
      long localAsn,
      int interfaceIndex,
      Map<String, String> tags) {
    PeerIdentity made =
        new PeerIdentity(
            known(address),
            asn,
            known(localAddress),
            localAsn,
            interfaceIndex,
            Collections.unmodifiableMap(tags));
    if (known.size() >= MOST) {
      known.clear();
    }
    PeerIdentity before = known.putIfAbsent(made, made);
    return before == null ? made : before;
  }

  private static Address known(Address address) {
    return address == null || address.high() == 0 && address.low() == 0 ? null : address;
  }

  private static void put(Map<String, String> tags, String name, long number) {
    if (number != 0) {
      tags.put(name, Long.toString(number));
    }
  }

  private static void put(Map<String, String> tags, String name, Address address) {
    if (known(address) != null) {
      tags.put(name, address.toString());
    }
  }
}
