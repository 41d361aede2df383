package io.sluice.filters.check;

import io.sluice.bgp.check.PeerRules;

/**
 * What a check stage is set up with.
 *
 * @param strict any error ends the session, as RFC 4271 section 6.3 had it before RFC 7606
 * @param report nothing is changed; only events are raised
 * @param peer what may come from the peer
 */
public record CheckOptions(boolean strict, boolean report, PeerRules peer) {
  /** As RFC 7606 says, for a peer of which nothing is known. */
  public static final CheckOptions RFC7606 = new CheckOptions(false, false, PeerRules.ANY);

  public CheckOptions {
    if (strict && report) {
      throw new IllegalArgumentException("--strict and --report: give one of them");
    }
  }
}
