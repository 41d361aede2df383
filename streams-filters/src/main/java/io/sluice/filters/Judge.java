package io.sluice.filters;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.sluice.filters.streams.JudgeStreams;
import io.sluice.schemas.trace.Tracing;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A judge process: reads the messages of both directions, runs the pipeline over them, and answers
 * with verdicts. Any number of them share the partitions of a tenant among each other. Safe to use
 * from several threads.
 */
public final class Judge implements AutoCloseable {
  private final JudgeStreams streams;

  /** Whether a judge is at work. */
  public enum State {
    /** Not started yet. */
    NEW,
    /** Joining the group, getting its state back, or handing partitions over. */
    PREPARING,
    /** Judging all partitions that it was given. */
    RUNNING,
    /** Closed, or closing. */
    CLOSED,
    /** Given up; {@link Judge#onFailure} was told why. */
    FAILED
  }

  /** A judge that is set up but not started, and counts for nobody. */
  public Judge(JudgeConfig config) {
    this(config, new JudgeMeters(config.pipeline(), new CompositeMeterRegistry()), Tracing.OFF);
  }

  /**
   * A judge that is set up but not started.
   *
   * @param meters what it counts with; a judge that takes the place of another has the same
   * @param tracing whether it goes on with traces that a proxy began
   */
  public Judge(JudgeConfig config, JudgeMeters meters, Tracing tracing) {
    this.streams = new JudgeStreams(config, meters, tracing);
  }

  /**
   * Connects, checks the topics, and begins to join the group; returns before it judges.
   *
   * @throws IllegalStateException if a topic is missing or the two message topics differ in their
   *     number of partitions
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
   */
  public void start() {
    streams.start();
  }

  /**
   * Waits until it judges.
   *
   * @return whether it does
   */
  public boolean awaitRunning(Duration atMost) {
    return streams.await(State.RUNNING, atMost);
  }

  /** Where it stands. */
  public State state() {
    return streams.state();
  }

  /** Asks to be told when a thread of it fails for good; the judge is then {@link State#FAILED}. */
  public void onFailure(Consumer<Throwable> listener) {
    streams.onFailure(listener);
  }

  /** Judges what is at hand, stores it, and leaves the group. */
  @Override
  public void close() {
    streams.close();
  }
}
