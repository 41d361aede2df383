package io.sluice.proxy.publish;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Counts the acknowledgements of a bulk of records, and waits for all of them. */
final class Acknowledgements implements Callback {
  private long expected;
  private long arrived;
  private Exception failure;

  synchronized void expect() {
    if (failure != null) {
      throw new KafkaException("a record could not be published", failure);
    }
    expected++;
  }

  synchronized long count() {
    return arrived;
  }

  @Override
  public synchronized void onCompletion(RecordMetadata metadata, Exception e) {
    if (e != null && failure == null) {
      failure = e;
    }
    arrived++;
    notifyAll();
  }

  /**
   * Waits until all have arrived.
   *
   * @param patienceMillis how long none may arrive
   * @throws KafkaException if a record could not be published
   */
  synchronized void await(long patienceMillis) throws InterruptedException, TimeoutException {
    while (arrived < expected && failure == null) {
      long before = arrived;
      long until = System.nanoTime() + patienceMillis * 1_000_000;
      while (arrived == before && failure == null) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new TimeoutException("Kafka acknowledged nothing for " + patienceMillis + " ms");
        }
        wait(left);
      }
    }
    if (failure != null) {
      throw new KafkaException("a record could not be published", failure);
    }
  }
}
