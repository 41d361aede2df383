package io.sluice.filters.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends each verdict to the partition that its proxy reads, and knows which there are. */
final class VerdictPartitions implements StreamPartitioner<byte[], Addressed> {
  private final Runnable refresh;
  private volatile Optional<Set<Integer>>[] choices = choices(0);

  /**
   * @param known how many partitions the topic has
   * @param refresh called when one beyond those is asked for; may call {@link #grow} later
   */
  VerdictPartitions(int known, Runnable refresh) {
    this.refresh = refresh;
    grow(known);
  }

  /** The topic has at least so many partitions. */
  synchronized void grow(int partitions) {
    if (partitions > choices.length) {
      choices = choices(partitions);
    }
  }

  private static Optional<Set<Integer>>[] choices(int partitions) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Optional<Set<Integer>>[] choices = new Optional[partitions];
    for (int i = 0; i < partitions; i++) {
      choices[i] = Optional.of(Set.of(i));
    }
    return choices;
  }

  int count() {
    return choices.length;
  }

  /** Whether a partition exists, as far as is known. */
  boolean has(int partition) {
    if (partition < choices.length) {
      return true;
    }
    refresh.run();
    return false;
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, Addressed verdict, int partitions) {
    if (partitions != choices.length) {
      grow(partitions);
    }
    return choices[verdict.partition()];
  }
}
