package io.sluice.mrt.table;

/** A session of a peer, whose routes go when it ends. */
final class Session {
  final TablePeer peer;

  /** How many routes it has, or had. */
  int routes;

  boolean ended;

  Session(TablePeer peer) {
    this.peer = peer;
  }
}
