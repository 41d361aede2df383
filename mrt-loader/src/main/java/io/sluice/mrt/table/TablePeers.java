package io.sluice.mrt.table;

import io.sluice.bgp.Address;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.Open;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The peers of a table in the order in which they were met, found by the tags of messages. */
final class TablePeers {
  private static final Address UNKNOWN = Address.ipv4(0);

  private final List<TablePeer> all = new ArrayList<>();
  private final Map<String, TablePeer> known = new HashMap<>();
  private Map<String, String> lastTags;
  private Direction lastDirection;
  private TablePeer last;

  List<TablePeer> all() {
    return all;
  }

  /** Who sent a message. What its tags do not tell is 0. */
  @SuppressWarnings("ReferenceEquality") // readers give the messages of a peer the same map
  TablePeer of(Message message) {
    Map<String, String> tags = message.tags();
    if (tags != lastTags || message.direction() != lastDirection) {
      lastTags = tags;
      lastDirection = message.direction();
      last = find(tags, message.direction());
    }
    return last;
  }

  private TablePeer find(Map<String, String> tags, Direction direction) {
    String heardBy = heardBy(tags, direction);
    String key = tags.get("PEER_IP") + ' ' + tags.get("PEER_AS") + ' ' + heardBy;
    TablePeer peer = known.get(key);
    if (peer == null) {
      Address address = address(tags.get("PEER_IP"));
      peer = new TablePeer(all.size(), address, number(tags.get("PEER_AS")), heardBy);
      peer.identifier = identifier(tags.get("PEER_ID"));
      all.add(peer);
      known.put(key, peer);
    }
    return peer;
  }

  /**
   * The peers whose session such tags tell of. Records with room for two octets only call a peer
   * with a longer number AS_TRANS.
   */
  List<TablePeer> ofSession(Map<String, String> tags, Direction direction) {
    Address address = address(tags.get("PEER_IP"));
    long asn = number(tags.get("PEER_AS"));
    String heardBy = heardBy(tags, direction);
    return all.stream()
        .filter(peer -> peer.address.equals(address) && peer.heardBy.equals(heardBy))
        .filter(peer -> peer.asn == asn || asn == Open.AS_TRANS)
        .toList();
  }

  /** Without any tag the two ends of a session differ by the direction of what they say. */
  private static String heardBy(Map<String, String> tags, Direction direction) {
    return tags.containsKey("PEER_IP")
        ? tags.getOrDefault("COLLECTOR", "") + '/' + tags.getOrDefault("ROUTER", "")
        : String.valueOf(direction);
  }

  private static Address address(String text) {
    try {
      return text == null ? UNKNOWN : Address.parse(text);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static int identifier(String text) {
    Address address = address(text);
    return address.ipv6() ? 0 : (int) (address.high() >>> 32);
  }

  private static long number(String text) {
    try {
      return text == null ? 0 : Integer.parseUnsignedInt(text) & 0xffffffffL;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
