package io.sluice.cli.run.live;

import io.sluice.bgp.Direction;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionStatus;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells where the ends of sessions are awaited or dialled. */
final class Whereabouts {
  private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

  private static final String SPEAKER = "a speaker in this process";

  private Whereabouts() {}

  /**
   * Logs a line for each session that the proxy has.
   *
   * @param speaker which end is a speaker in this process; {@code null} for none
   */
  static void log(Proxy proxy, Collection<SessionConfig> sessions, Direction speaker) {
    Map<String, SessionStatus> all = new HashMap<>();
    proxy.sessions().forEach(status -> all.put(status.id(), status));
    for (SessionConfig session : sessions) {
      SessionStatus status = all.get(session.id());
      if (status != null) {
        LOG.atInfo()
            .addKeyValue("session", status.id())
            .log(
                "session {}: left end {}, right end {}",
                status.id(),
                speaker == Direction.R ? SPEAKER : where(session.left(), status.left()),
                speaker == Direction.L ? SPEAKER : where(session.right(), status.right()));
      }
    }
  }

  private static String where(LegConfig leg, SessionStatus.End end) {
    InetSocketAddress at = leg.listens() ? end.listening() : leg.address();
    return (leg.listens() ? "awaited at " : "dialled at ")
        + (at.isUnresolved() ? at.getHostString() : at.getAddress().getHostAddress())
        + ":"
        + at.getPort();
  }
}
