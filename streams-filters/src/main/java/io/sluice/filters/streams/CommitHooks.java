package io.sluice.filters.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What has to leave before offsets are committed. Streams may commit in the middle of a poll, while
 * runs of verdicts are still open; the messages in them would never be answered if the process died
 * then. Hooks belong to the thread that their task runs on.
 */
final class CommitHooks {
  private final Map<Thread, List<Hook>> hooks = new ConcurrentHashMap<>();

  /** Sends what is still held back. */
  interface Hook {
    void beforeCommit(Consumer<ProducerRecord<byte[], byte[]>> out);
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

  /** Runs the hooks of the calling thread. */
  void run(Consumer<ProducerRecord<byte[], byte[]>> out) {
    for (Hook hook : hooks.getOrDefault(Thread.currentThread(), List.of())) {
      hook.beforeCommit(out);
    }
  }
}
