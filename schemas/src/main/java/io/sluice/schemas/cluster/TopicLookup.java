package io.sluice.schemas.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Describes topics that ought to be there. Of several brokers, one may not have heard yet of a
 * topic that was created a moment ago: so one that is unknown is asked for again, for a while.
 */
public final class TopicLookup {
  private static final int LOOKS = 20;
  private static final long PAUSE_MILLIS = 100;
  private static final long ANSWER_SECONDS = 60;

  private TopicLookup() {}

  /**
   * Describes topics; blocks.
   *
   * @param names their full names
   * @return each by its name
   * @throws UnknownTopicOrPartitionException with the name of one that is not there
   * @throws KafkaException if the cluster does not answer, or not to this client
   */
  public static Map<String, TopicDescription> describe(Admin admin, List<String> names) {
    for (int look = 1; ; look++) {
      try {
        return once(admin, names);
      } catch (UnknownTopicOrPartitionException e) {
        if (look == LOOKS) {
          throw e;
        }
        pause();
      }
    }
  }

  private static Map<String, TopicDescription> once(Admin admin, List<String> names) {
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(names).topicNameValues();
    Map<String, TopicDescription> all = new HashMap<>();
    for (String name : names) {
      try {
        all.put(name, answers.get(name).get(ANSWER_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          throw new UnknownTopicOrPartitionException(name, e.getCause());
        }
        throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
      } catch (TimeoutException e) {
        throw new org.apache.kafka.common.errors.TimeoutException("no answer about " + name, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted", e);
      }
    }
    return all;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
