package io.sluice.proxy.session;

import io.sluice.bgp.Direction;
import io.sluice.proxy.publish.Publisher;
import io.sluice.proxy.publish.RecordStream;
import io.sluice.schemas.Topic;

/**
 * The streams of records of one session, for all its incarnations: an end that comes back again and
 * again gets no new share each time.
 *
 * @param toRight messages of the left end
 * @param toLeft messages of the right end
 * @param audit what was forwarded without verdicts
 */
record SessionStreams(RecordStream toRight, RecordStream toLeft, RecordStream audit) {

  static SessionStreams of(Publisher publisher, String session) {
    return new SessionStreams(
        publisher.stream(Topic.TO_RIGHT, session),
        publisher.stream(Topic.TO_LEFT, session),
        publisher.stream(Topic.AUDIT, session));
  }

  RecordStream of(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }

  /** Octets that are neither in a topic nor on disk. */
  long unpublished() {
    return toRight.unpublished() + toLeft.unpublished() + audit.unpublished();
  }
}
