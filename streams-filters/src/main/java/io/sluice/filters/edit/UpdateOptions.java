package io.sluice.filters.edit;

import io.sluice.bgp.AttributeCode;
import java.util.Map;
import java.util.Set;

/**
 * What an update stage changes.
 *
 * @param nextHop4 the next hop of routes that have an IPv4 one, 4 octets; {@code null} to keep it
 * @param nextHop6 the next hop of routes that have an IPv6 one, 16 octets; {@code null} to keep it
 * @param drop the attributes whose communities are removed, of {@link #COMMUNITIES}
 * @param add by attribute, the communities that are added, as on the wire
 * @param rule how the operator wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UpdateOptions(
    byte[] nextHop4, byte[] nextHop6, Set<Integer> drop, Map<Integer, byte[]> add, String rule) {
  /** The attributes that hold communities, and how many octets each has. */
  public static final Map<Integer, Integer> COMMUNITIES =
      Map.of(
          AttributeCode.COMMUNITIES,
          4,
          AttributeCode.EXTENDED_COMMUNITIES,
          8,
          AttributeCode.LARGE_COMMUNITY,
          12);

  public UpdateOptions {
    drop = Set.copyOf(drop);
    add = Map.copyOf(add);
    if (nextHop4 == null && nextHop6 == null && drop.isEmpty() && add.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be changed");
    }
    add.forEach(
        (code, octets) -> {
          if (octets.length == 0 || octets.length % COMMUNITIES.get(code) != 0) {
            throw new IllegalArgumentException(
                octets.length + " octets of communities in attribute " + code);
          }
        });
  }
}
