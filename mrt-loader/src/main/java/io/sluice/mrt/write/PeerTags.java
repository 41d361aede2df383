package io.sluice.mrt.write;

import io.sluice.bgp.Address;
import io.sluice.mrt.PeerIdentity;
import java.util.HashMap;
import java.util.Map;

/** Finds out of the tags of messages who their peers are, once for each peer. */
final class PeerTags {
  private static final int MOST = 1 << 16;

  private final Map<Map<String, String>, PeerIdentity> known = new HashMap<>();
  private Map<String, String> lastTags;
  private PeerIdentity last;

  /** The peer that tags name; what they do not tell, or tell wrong, is not known. */
  PeerIdentity of(Map<String, String> tags) {
    if (tags != lastTags || last == null) {
      if (known.size() >= MOST) {
        known.clear();
      }
      PeerIdentity found = known.get(tags);
      if (found == null) {
        Map<String, String> copy = Map.copyOf(tags);
        found = made(copy);
        known.put(copy, found);
      }
      last = found;
      lastTags = tags;
    }
    return last;
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
