package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class MishapsTest {
  private final Mishaps mishaps = new Mishaps();

  @Test
  void whatMayPassIsTriedAgainUnlessItKeepsComingBack() {
    Throwable timeout = new StreamsException(new TimeoutException("slow"));
    for (int i = 0; i < Mishaps.MOST; i++) {
      assertThat(mishaps.mayRetry(timeout, i)).isTrue();
    }
    assertThat(mishaps.mayRetry(timeout, Mishaps.MOST)).isFalse();
    assertThat(mishaps.mayRetry(timeout, 100 * Mishaps.WITHIN_NANOS)).isTrue();
  }

  @Test
  void whatAPersonMustMendIsNot() {
    assertThat(mishaps.mayRetry(new StreamsException(new TopicAuthorizationException("no")), 0))
        .isFalse();
    assertThat(mishaps.mayRetry(new StreamsException(new OutOfMemoryError()), 0)).isFalse();
  }
}
