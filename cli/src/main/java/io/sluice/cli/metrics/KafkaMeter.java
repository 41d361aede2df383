package io.sluice.cli.metrics;

import java.util.List;

/**
 * One of the metrics that Kafka's clients keep themselves, and what it is called here.
 *
 * @param group its group in Kafka
 * @param source its name in Kafka
 * @param name its name as a meter
 * @param counter whether it only grows
 * @param unit what it counts; empty for things
 * @param scale what Kafka's value is multiplied with
 * @param what in words
 */
record KafkaMeter(
    String group,
    String source,
    String name,
    boolean counter,
    String unit,
    double scale,
    String what) {

  private static final double MILLI = 1e-3;
  private static final String PRODUCER = "producer-metrics";
  private static final String FETCH = "consumer-fetch-manager-metrics";
  private static final String THREAD = "stream-thread-metrics";

  /** Those that are shown. Clients have some hundreds. */
  static final List<KafkaMeter> ALL =
      List.of(
          total(PRODUCER, "record-send-total", "kafka.producer.records", "records sent"),
          total(PRODUCER, "record-error-total", "kafka.producer.errors", "records not sent"),
          total(PRODUCER, "record-retry-total", "kafka.producer.retries", "records sent again"),
          seconds(
              PRODUCER,
              "request-latency-avg",
              "kafka.producer.request.latency",
              "from a request to its answer, on average"),
          seconds(
              PRODUCER,
              "record-queue-time-avg",
              "kafka.producer.queue.time",
              "how long records wait to be sent, on average"),
          bytes(
              PRODUCER,
              "buffer-available-bytes",
              "kafka.producer.buffer.available",
              "memory for records that is free"),
          total(FETCH, "records-consumed-total", "kafka.consumer.records", "records read"),
          total(FETCH, "bytes-consumed-total", "kafka.consumer.bytes", "octets of records read"),
          gauge(
              FETCH,
              "records-lag",
              "kafka.consumer.lag.records",
              "records of a partition behind the last one read"),
          seconds(
              FETCH,
              "fetch-latency-avg",
              "kafka.consumer.fetch.latency",
              "from a request for records to its answer, on average"),
          total(
              "consumer-coordinator-metrics",
              "rebalance-total",
              "kafka.consumer.rebalances",
              "times that partitions were shared out anew"),
          total(THREAD, "poll-total", "kafka.streams.polls", "polls of a judge's thread"),
          seconds(
              THREAD,
              "poll-latency-avg",
              "kafka.streams.poll.time",
              "what a poll takes, on average"),
          gauge(
              THREAD,
              "poll-records-avg",
              "kafka.streams.poll.records",
              "records that a poll brings, on average"),
          seconds(
              THREAD,
              "process-latency-avg",
              "kafka.streams.process.time",
              "what judging the records at hand takes, on average"),
          total(THREAD, "commit-total", "kafka.streams.commits", "commits of a judge's thread"),
          seconds(
              THREAD,
              "commit-latency-avg",
              "kafka.streams.commit.time",
              "what a commit takes, on average"),
          gauge(
              "stream-metrics",
              "alive-stream-threads",
              "kafka.streams.threads",
              "threads of the judge that live"),
          total(
              "stream-metrics",
              "failed-stream-threads",
              "kafka.streams.threads.failed",
              "threads of the judge that failed and were replaced"));

  private static KafkaMeter total(String group, String source, String name, String what) {
    return new KafkaMeter(group, source, name, true, "", 1, what);
  }

  private static KafkaMeter gauge(String group, String source, String name, String what) {
    return new KafkaMeter(group, source, name, false, "", 1, what);
  }

  private static KafkaMeter bytes(String group, String source, String name, String what) {
    return new KafkaMeter(group, source, name, false, "bytes", 1, what);
  }

  /** Kafka has milliseconds. */
  private static KafkaMeter seconds(String group, String source, String name, String what) {
    return new KafkaMeter(group, source, name, false, "seconds", MILLI, what);
  }
}
