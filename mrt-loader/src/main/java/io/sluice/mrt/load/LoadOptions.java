package io.sluice.mrt.load;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Prefix;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What to load, and how.
 *
 * @param inputs the archives; they are put into an order of their own, so that the job is the same
 *     whatever the order in which they are named
 * @param collector name of the collector, the right end of each session; that which an archive
 *     names goes before it
 * @param direction which way the messages are to travel: R into {@code bgp.to-right}, L into {@code
 *     bgp.to-left}
 * @param peers the peers wanted
 * @param prefix only UPDATEs with a route equal to it or more specific; {@code null} for all
 * @param from the earliest time wanted; {@code null} for any
 * @param to the first time not wanted any more; {@code null} for any
 * @param speed how many times as fast as it happened; 0 for as fast as possible
 * @param transactional whether records and position are written in transactions
 * @param job name of the job, under which its position is kept; {@code null} for one that is worked
 *     out of all the others
 */
public record LoadOptions(
    List<LoadInput> inputs,
    String collector,
    Direction direction,
    WantedPeers peers,
    Prefix prefix,
    Instant from,
    Instant to,
    double speed,
    boolean transactional,
    String job) {

  public LoadOptions {
    inputs =
        inputs.stream()
            .sorted(
                Comparator.comparing(LoadInput::fileName)
                    .thenComparing(LoadInput::size)
                    .thenComparing(LoadInput::location))
            .toList();
    if (speed < 0 || Double.isNaN(speed) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed " + speed + ": 0 or more");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from " + from + " is not before " + to);
    }
    if (collector.isEmpty()) {
      throw new IllegalArgumentException("the collector needs a name");
    }
    if (job != null && job.isEmpty()) {
      throw new IllegalArgumentException("the name of the job is empty");
    }
  }

  /** Everything in these archives, as fast as possible. */
  public static LoadOptions all(List<LoadInput> inputs, String collector) {
    return new LoadOptions(
        inputs, collector, Direction.R, WantedPeers.ALL, null, null, null, 0, true, null);
  }

  /** What the job is made of: what may not change when it goes on. */
  Map<String, Object> identity() {
    return Map.of(
        "inputs", inputs.stream().map(i -> i.fileName() + ":" + i.size()).toList(),
        "collector", collector,
        "direction", direction,
        "peers", peers,
        "prefix", String.valueOf(prefix),
        "from", String.valueOf(from),
        "to", String.valueOf(to));
  }
}
