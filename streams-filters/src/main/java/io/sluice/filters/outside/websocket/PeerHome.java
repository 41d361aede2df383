package io.sluice.filters.outside.websocket;

/** Where peers come to and go from; on event loops. */
interface PeerHome {

  /** One is there. */
  void opened(Peer peer);

  /** One has gone, or never came. */
  void closed(Peer peer, String why, boolean orderly);
}
