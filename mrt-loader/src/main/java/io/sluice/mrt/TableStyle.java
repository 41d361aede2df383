package io.sluice.mrt;

/** What becomes of the entries of a table dump, and of records that bgpipe does not know. */
public enum TableStyle {
  /**
   * The UPDATEs that bgpipe makes: consecutive prefixes of a peer with the same attributes in one
   * message of at most about 3,800 octets, at the time of its first record. What bgpipe skips is
   * skipped: multicast, ADD-PATH and, of other records, the types of 1999. That is told as damage,
   * once when the first of them comes and once at the end.
   */
  BGPIPE,
  /**
   * The UPDATEs that each peer would send: as {@link #BGPIPE}, of all families, with or without
   * path identifiers; each message holds only routes that were learnt in the same second, which
   * stands in the tag {@code ORIGINATED} as seconds since 1970; the End-of-RIB markers of a peer's
   * families behind its routes. The tag {@code PEER_ID} is its BGP identifier, if the dump tells.
   */
  ROUTER,
  /** As {@link #ROUTER}, each route in a message of its own. */
  SINGLE
}
