package io.sluice.websocket;

import java.net.InetSocketAddress;

/** Decides who is let in; on an event loop. */
@FunctionalInterface
public interface Reception {

  /**
   * A request has come.
   *
   * @param path its path, without the query, decoded
   * @param authorization its header of that name; {@code null} for none
   * @param remote who sends it
   */
  Admission admit(String path, String authorization, InetSocketAddress remote);

  /** Whether a header says the credentials, {@code user:password}; all do when these are none. */
  static boolean isKnown(String credentials, String authorization) {
    return credentials == null || BasicAuth.matches(credentials, authorization);
  }
}
