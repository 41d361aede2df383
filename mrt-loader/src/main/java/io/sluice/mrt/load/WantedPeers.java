package io.sluice.mrt.load;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The peers that are to be loaded, by address or by AS number.
 *
 * @param addresses those wanted by address
 * @param asns those wanted by AS number
 */
public record WantedPeers(SortedSet<Address> addresses, SortedSet<Long> asns) {
  private static final long HIGHEST_ASN = 0xffff_ffffL;

  /** All of them. */
  public static final WantedPeers ALL = new WantedPeers(new TreeSet<>(), new TreeSet<>());

  /**
   * Those that words name: addresses in any form, AS numbers with or without {@code AS}.
   *
   * @return all for no words
   * @throws IllegalArgumentException if a word is neither
   */
  public static WantedPeers of(Collection<String> words) {
    WantedPeers wanted = new WantedPeers(new TreeSet<>(), new TreeSet<>());
    for (String word : words) {
      String text = word.strip();
      if (text.matches("(?i)(AS)?[0-9]{1,10}")) {
        wanted.asns.add(asn(text));
      } else {
        wanted.addresses.add(address(text));
      }
    }
    return wanted;
  }

  private static long asn(String text) {
    long asn = Long.parseLong(text.replaceAll("\\D", ""));
    if (asn > HIGHEST_ASN) {
      throw new IllegalArgumentException("peer " + text + ": AS numbers end at " + HIGHEST_ASN);
    }
    return asn;
  }

  private static Address address(String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "peer '" + text + "': give an address or an AS number, as 192.0.2.1 or AS64501", e);
    }
  }

  /** Whether one is among them. */
  boolean contains(PeerIdentity peer) {
    return addresses.isEmpty() && asns.isEmpty()
        || peer.address() != null && addresses.contains(peer.address())
        || asns.contains(peer.asn());
  }

  @Override
  public String toString() {
    return addresses + " " + asns;
  }
}
