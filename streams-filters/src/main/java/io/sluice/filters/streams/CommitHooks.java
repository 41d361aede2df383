package io.sluice.filters.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What has to leave before offsets are committed. Streams may commit in the middle of a poll, while
 * runs of verdicts are still open; the messages in them would never be answered if the process died
 * then. Hooks belong to the thread that their task runs on.
 */
final class CommitHooks {
  private final Map<Thread, List<Hook>> hooks = new ConcurrentHashMap<>();

  /** A task, as far as it has to say when its thread commits. */
  interface Hook {
    /** Sends what is still held back. */
    void beforeCommit(Consumer<ProducerRecord<byte[], byte[]>> out);

    /** Whether messages wait for an answer from outside. */
    default boolean isWaiting() {
      return false;
    }

    /** Offset of the oldest message of a partition that waits; the largest number for none. */
    default long oldestWaiting(TopicPartition partition) {
      return Long.MAX_VALUE;
    }
  }

  /** Adds a hook to the calling thread. */
  void add(Hook hook) {
    hooks.computeIfAbsent(Thread.currentThread(), thread -> new CopyOnWriteArrayList<>()).add(hook);
  }

  /** Removes a hook, whatever thread it belongs to. */
  void remove(Hook hook) {
    hooks
        .values()
        .removeIf(
            some -> {
              some.remove(hook);
              return some.isEmpty();
            });
  }

  /** Whether messages of the calling thread wait for an answer from outside. */
  boolean isWaiting() {
    for (Hook hook : hooks.getOrDefault(Thread.currentThread(), List.of())) {
      if (hook.isWaiting()) {
        return true;
      }
    }
    return false;
  }

  /** Offset of the oldest message of a partition that waits; the largest number for none. */
  long oldestWaiting(TopicPartition partition) {
    long oldest = Long.MAX_VALUE;
    for (Hook hook : hooks.getOrDefault(Thread.currentThread(), List.of())) {
      oldest = Math.min(oldest, hook.oldestWaiting(partition));
    }
    return oldest;
  }

  /** Runs the hooks of the calling thread. */
  void run(Consumer<ProducerRecord<byte[], byte[]>> out) {
    for (Hook hook : hooks.getOrDefault(Thread.currentThread(), List.of())) {
      hook.beforeCommit(out);
    }
  }
}
