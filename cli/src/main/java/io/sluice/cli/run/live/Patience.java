package io.sluice.cli.run.live;

import io.sluice.cli.GoDuration;
import io.sluice.cli.pipeline.SocketOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.proxy.SessionStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An end that does not wait for ever for somebody to connect.
 *
 * @param session its session
 * @param left whether it is the left end
 * @param atMost how long it waits
 */
record Patience(String session, boolean left, Duration atMost) {

  /** Those of a session. */
  static Stream<Patience> of(String session, WrittenPipeline pipeline) {
    return Stream.of(true, false)
        .filter(left -> end(pipeline, left) instanceof SocketOptions)
        .map(left -> new Patience(session, left, ((SocketOptions) end(pipeline, left)).patience()))
        .filter(one -> !one.atMost().isZero());
  }

  private static Object end(WrittenPipeline pipeline, boolean left) {
    return left ? pipeline.left() : pipeline.right();
  }

  /** Whether nobody was connected so far. */
  boolean isVain(List<SessionStatus> sessions) {
    return sessions.stream()
        .filter(status -> status.id().equals(session))
        .anyMatch(status -> (left ? status.left() : status.right()).connections() == 0);
  }

  /** What is told when nobody is. */
  String text() {
    return session + ": nobody connected within " + GoDuration.format(atMost) + " (--timeout)";
  }
}
