package io.sluice.cli.doctor;

import io.sluice.schemas.cluster.ClientFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Does checks side by side, each when those it needs are done, and tells what they found in the
 * order of the list. A check that needs one that failed is not done. One that takes too long is
 * told as failed and left to itself.
 */
final class Examination {
  private final List<Check> checks;
  private final Map<String, Object> client;
  private final long deadline;
  private final Duration timeout;
  private final Map<String, CompletableFuture<List<Finding>>> results = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param checks those to do, each behind those it needs
   * @param client settings of the Kafka clients, to explain their failures
   * @param timeout longest time for all of it
   */
  Examination(List<Check> checks, Map<String, Object> client, Duration timeout) {
    this.checks = checks;
    this.client = client;
    this.timeout = timeout;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /** Does them, and tells of each. */
  void run(BiConsumer<Check, List<Finding>> tell) {
    for (Check check : checks) {
      CompletableFuture<?>[] before =
          Stream.concat(check.needs().stream(), check.after().stream())
              .map(results::get)
              .filter(java.util.Objects::nonNull)
              .toArray(CompletableFuture[]::new);
      // Not completed by thenApply: one that is late is completed from outside.
      CompletableFuture<List<Finding>> result = new CompletableFuture<>();
      CompletableFuture.allOf(before).thenRunAsync(() -> result.complete(findings(check)), threads);
      results.put(check.name(), result);
    }
    for (Check check : checks) {
      tell.accept(check, await(check));
    }
    threads.shutdownNow();
  }

  private List<Finding> await(Check check) {
    CompletableFuture<List<Finding>> result = results.get(check.name());
    try {
      return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String late = "no end of it within " + timeout.toMillis() / 1000.0 + " s (--timeout)";
      result.complete(hindered(check).orElse(List.of(Finding.fail(late))));
      return result.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.unchecked("interrupted"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed so", e);
    }
  }

  /** What to say instead of looking, when a check that this one needs has failed. */
  private Optional<List<Finding>> hindered(Check check) {
    for (String need : check.needs()) {
      CompletableFuture<List<Finding>> before = results.get(need);
      if (before != null && before.isDone() && isBroken(before.join())) {
        return Optional.of(List.of(Finding.unchecked("needs " + need)));
      }
    }
    return Optional.empty();
  }

  private List<Finding> findings(Check check) {
    Optional<List<Finding>> instead = hindered(check);
    if (instead.isPresent()) {
      return instead.get();
    }
    try {
      return check.look().look();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return List.of(Finding.fail(words(e)));
    }
  }

  private static boolean isBroken(List<Finding> findings) {
    Set<Level> good = Set.of(Level.OK, Level.WARN);
    return findings.stream().anyMatch(f -> f.level() == Level.FAIL)
        || findings.stream().noneMatch(f -> good.contains(f.level()));
  }

  private String words(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof org.apache.kafka.common.KafkaException) {
        return ClientFault.of(t, client).text();
      }
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
