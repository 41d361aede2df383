package io.sluice.filters.streams;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon a judge that died without a word is missed. Brokers have a least time, six seconds
 * unless their operator says otherwise, and refuse a judge that asks for less; so they are asked
 * first.
 */
final class SessionTimeout {
  private static final Logger log = LoggerFactory.getLogger(SessionTimeout.class);

  /** Half a minute of messages would wait by Kafka's own default, which is for batch work. */
  static final int WANTED_MILLIS = 3000;

  /** What brokers allow that were not told otherwise. */
  static final int USUAL_LEAST_MILLIS = 6000;

  private static final String LEAST = "group.min.session.timeout.ms";
  private static final long ANSWER_SECONDS = 5;

  private SessionTimeout() {}

  /** The shortest that the brokers allow, at least what is wanted; milliseconds. Blocks. */
  static int millis(Admin admin) {
    try {
      Node any =
          admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).iterator().next();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
      ConfigEntry least =
          admin
              .describeConfigs(List.of(broker))
              .values()
              .get(broker)
              .get(ANSWER_SECONDS, TimeUnit.SECONDS)
              .get(LEAST);
      if (least != null && least.value() != null) {
        return Math.max(WANTED_MILLIS, Integer.parseInt(least.value()));
      }
    } catch (ExecutionException | TimeoutException e) {
      // Most often this user may not see it: DescribeConfigs on the cluster.
      log.debug("what {} is at the brokers is not known: {}", LEAST, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return USUAL_LEAST_MILLIS;
  }
}
