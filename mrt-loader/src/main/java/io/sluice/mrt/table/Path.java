package io.sluice.mrt.table;

/** A route to a destination: one of the list of all that there are. */
final class Path {
  final Session session;

  /** Its path identifier (RFC 7911), 32 bits; 0 without. */
  final int pathId;

  /** When it was learnt, seconds since 1970, 32 bits. */
  int originated;

  /** The number of its attributes. */
  int attributes;

  /** The next one to the same destination; {@code null} for none. */
  Path next;

  Path(Session session, int pathId, Path next) {
    this.session = session;
    this.pathId = pathId;
    this.next = next;
  }
}
