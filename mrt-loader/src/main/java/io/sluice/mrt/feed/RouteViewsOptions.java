package io.sluice.mrt.feed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What to take from topics of OpenBMP, and how.
 *
 * @param client settings of the Kafka client
 * @param topics which topics, by their whole names
 * @param collectors what the name begins with behind {@code routeviews.}; empty for all
 * @param withoutCollectors what it does not begin with there
 * @param state file that keeps the position from one run to the next; {@code null} for none
 * @param refresh how often to look for new topics
 * @param timeout longest time to connect
 * @param stale longest silence; then another connection is made
 * @param retry whether it is
 * @param retryMax how many times in a row that is tried; 0 for as long as it takes
 */
public record RouteViewsOptions(
    Map<String, Object> client,
    Pattern topics,
    List<String> collectors,
    List<String> withoutCollectors,
    Path state,
    Duration refresh,
    Duration timeout,
    Duration stale,
    boolean retry,
    int retryMax) {
  private static final String FIRST = "routeviews.";

  /** Whether a topic is wanted. */
  boolean wants(String topic) {
    Predicate<String> begins = name -> topic.startsWith(FIRST + name);
    return topics.matcher(topic).find()
        && (collectors.isEmpty() || collectors.stream().anyMatch(begins))
        && withoutCollectors.stream().noneMatch(begins);
  }
}
