package io.sluice.cli.routers;

import java.util.Map;

/** A real BGP daemon under test. */
interface Router extends Resource {

  /** Starts it; what it learned before is gone. */
  void start();

  /** Ends it as an operator would. */
  void stop();

  /** Ends it with SIGKILL. */
  void kill();

  /** Whether the session with this peer is Established. */
  boolean established(String peer);

  /** How many routes it holds from this peer, all families together. */
  int received(String peer);

  /** The routes that it holds from this peer, by prefix. */
  Map<String, Route> routesFrom(String peer);
}
