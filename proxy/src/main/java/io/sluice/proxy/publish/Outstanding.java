package io.sluice.proxy.publish;

import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jctools.queues.SpscUnboundedArrayQueue;

/**
 * What was sent to one topic partition and is not acknowledged yet, in order. An idempotent
 * producer acknowledges the records of a partition in the order they were sent, so one callback
 * serves all of them: each call is for the oldest.
 *
 * <p>The publisher's thread adds, the producer's thread takes away. Once the producer is closed,
 * the publisher's thread may take what is left.
 */
final class Outstanding implements Callback {
  private static final int CHUNK = 256;

  private final Consumer<Exception> onFailure;
  private final Queue<RecordBatch> batches = new SpscUnboundedArrayQueue<>(CHUNK);
  private final AtomicLong finished = new AtomicLong();
  private long added;
  private volatile long progress;

  /**
   * @param onFailure hears of each record that could not be published
   */
  Outstanding(Consumer<Exception> onFailure) {
    this.onFailure = onFailure;
  }

  void add(RecordBatch batch) {
    if (!waits()) {
      progress = millis();
    }
    added++;
    batches.add(batch);
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    if (failure != null) {
      onFailure.accept(failure);
      return;
    }
    RecordBatch oldest = batches.peek();
    if (oldest.acknowledge()) {
      batches.poll();
      progress = millis();
      finished.incrementAndGet();
      oldest.stream().safe(oldest);
    }
  }

  /** Whether something waits. Of the publisher's thread. */
  boolean waits() {
    return added != finished.get();
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** How long nothing was acknowledged though something waits, milliseconds; 0 if nothing does. */
  long silentMillis() {
    return !waits() ? 0 : Math.max(0, millis() - progress);
  }

  /** Takes the oldest batch that is not wholly acknowledged; only once the producer is closed. */
  RecordBatch takeUnacknowledged() {
    RecordBatch batch = batches.poll();
    if (batch != null) {
      finished.incrementAndGet();
    }
    return batch;
  }
}
