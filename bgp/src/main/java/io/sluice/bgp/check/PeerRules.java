package io.sluice.bgp.check;

/**
 * What may come from a peer, beside what the protocol itself allows.
 *
 * @param external whether it belongs to another AS: then LOCAL_PREF, ORIGINATOR_ID and CLUSTER_LIST
 *     are not its business (RFC 7606 7.5, 7.9, 7.10)
 * @param confederation whether it belongs to the same confederation: only then may the path have
 *     confederation segments (RFC 5065 section 5)
 * @param firstAs the AS number that its paths must begin with, 0 for any, as route servers need it
 *     (RFC 4271 6.3)
 */
public record PeerRules(boolean external, boolean confederation, long firstAs) {
  /** A peer of which nothing is known: only what is wrong whoever sends it. */
  public static final PeerRules ANY = new PeerRules(false, true, 0);

  /** A peer in another AS. */
  public static PeerRules external(long asn) {
    return new PeerRules(true, false, asn);
  }

  /** A peer in the same AS. */
  public static PeerRules internal() {
    return new PeerRules(false, false, 0);
  }
}
