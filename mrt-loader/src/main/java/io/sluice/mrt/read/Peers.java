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

  /** How many are found by their octets. */
  static final int OF_A_READER = 1 << 12;

  private final Map<PeerIdentity, PeerIdentity> known = new HashMap<>();

  /** The identity of these ends; what is 0 or {@code null} is not known. */
  PeerIdentity of(
      Address address, long asn, Address localAddress, long localAsn, int interfaceIndex) {
    Map<String, String> tags = new TreeMap<>();
    put(tags, "PEER_AS", asn);
    put(tags, "PEER_IP", address);
    put(tags, "LOCAL_AS", localAsn);
    put(tags, "LOCAL_IP", localAddress);
    put(tags, "INTERFACE", interfaceIndex);
    return intern(
        new PeerIdentity(
            known(address),
            asn,
            known(localAddress),
            localAsn,
            interfaceIndex,
            0,
            "",
            Collections.unmodifiableMap(tags)));
  }

  /** The identity of a peer in a table or of BMP; its number and address are tags even if 0. */
  PeerIdentity of(
      Address address, long asn, long distinguisher, String rib, Map<String, String> more) {
    Map<String, String> tags = new TreeMap<>(more);
    tags.put("PEER_AS", Long.toString(asn));
    tags.put("PEER_IP", address.toString());
    return intern(
        new PeerIdentity(
            known(address),
            asn,
            null,
            0,
            0,
            distinguisher,
            rib,
            Collections.unmodifiableMap(tags)));
  }

  private PeerIdentity intern(PeerIdentity made) {
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
