package io.sluice.mrt.write;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out of the tags of messages who their peers are, once for each peer. */
final class PeerTags {
  private static final int MOST = 1 << 16;

  /** How many maps are known by their identity, a power of two. */
  private static final int SEEN = 512;

  private final Map<Map<String, String>, PeerIdentity> known = new HashMap<>();

  /** The maps seen last, by their identity: readers give the messages of a peer the same one. */
  private final List<Map<String, String>> seen =
      new ArrayList<>(Collections.nCopies(SEEN, Map.of()));

  private final PeerIdentity[] peers = new PeerIdentity[SEEN];

  /**
   * The peer that tags name; what they do not tell, or tell wrong, is not known.
   *
   * @param tags not changed between two calls with the same map
   */
  @SuppressWarnings("ReferenceEquality") // comparing contents would take as long as finding them
  PeerIdentity of(Map<String, String> tags) {
    int slot = System.identityHashCode(tags) & SEEN - 1;
    if (seen.get(slot) != tags || peers[slot] == null) {
      seen.set(slot, tags);
      peers[slot] = find(tags);
    }
    return peers[slot];
  }

  private PeerIdentity find(Map<String, String> tags) {
    if (known.size() >= MOST) {
      known.clear();
    }
    PeerIdentity found = known.get(tags);
    if (found == null) {
      Map<String, String> copy = Map.copyOf(tags);
      found = made(copy);
      known.put(copy, found);
    }
    return found;
  }

  private static PeerIdentity made(Map<String, String> tags) {
    return new PeerIdentity(
        address(tags.get("PEER_IP")),
        number(tags.get("PEER_AS")),
        address(tags.get("LOCAL_IP")),
        number(tags.get("LOCAL_AS")),
        (int) Math.min(0xffff, number(tags.get("INTERFACE"))),
        0,
        "",
        tags);
  }

  private static Address address(String text) {
    try {
      return text == null ? null : Address.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static long number(String text) {
    try {
      return text == null ? 0 : Integer.parseUnsignedInt(text) & 0xffffffffL;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
