package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import org.junit.jupiter.api.Test;

class LoadedSessionTest {
  private static final long T = 1_700_000_000_000_000L;

  /** A reader takes the same epoch and sequence number for the same message. */
  @Test
  void aSessionThatComesUpInTheSecondInWhichItWasFirstSeenBeginsAnotherEpoch() {
    LoadedSession session = new LoadedSession("192.0.2.1~rrc99", "rrc99", Direction.R, 1);
    session.pass(T);
    assertThat(session.epoch()).isEqualTo(T);
    session.begin(T);
    session.pass(T);
    assertThat(session.epoch()).isEqualTo(T + 1);
    assertThat(session.sequence()).isEqualTo(1);
    session.begin(T + 1_000_000);
    assertThat(session.epoch()).isEqualTo(T + 1_000_000);
  }

  /** Raw BGP, ExaBGP's lines. */
  @Test
  void messagesWithoutATimeAreNumberedToo() {
    LoadedSession session = new LoadedSession("unknown~archive", "archive", Direction.R, 1);
    session.pass(0);
    session.pass(0);
    assertThat(session.sequence()).isEqualTo(2);
  }
}
