package io.sluice.filters.outside.websocket;

import io.sluice.bgp.Header;

/** The messages of a chunk, each of which is sent on its own: lines, or messages as on the wire. */
final class FrameCuts {
  private FrameCuts() {}

  /** Behind the first line end; the end when there is none. */
  static int lineEnd(byte[] octets, int from) {
    for (int i = from; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i + 1;
      }
    }
    return octets.length;
  }

  /** Behind the first BGP message (RFC 4271 section 4.1), all of which are whole. */
  static int messageEnd(byte[] octets, int from) {
    return from + Header.length(octets, from);
  }

  /** Whether octets are whole BGP messages, one or several. */
  static boolean areMessages(byte[] octets) {
    int at = 0;
    while (octets.length - at >= Header.LENGTH
        && Header.markerOk(octets, at)
        && Header.length(octets, at) >= Header.LENGTH) {
      at += Header.length(octets, at);
    }
    return at == octets.length;
  }
}
