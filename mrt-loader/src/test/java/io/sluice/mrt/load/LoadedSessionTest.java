package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import org.junit.jupiter.api.Test;

class LoadedSessionTest {
  private static final long T = 1_700_000_000_000_000L;

  /** A reader takes the same epoch and sequence number for the same message. */
  @Test
  void aSessionThatComesUpBeginsAnotherEpochThanThatInWhichItWasFirstSeen() {
    LoadedSession session = new LoadedSession("192.0.2.1~rrc99", "rrc99", Direction.R, 1, T);
    session.pass();
    session.pass();
    assertThat(session.epoch()).isEqualTo(T);
    assertThat(session.sequence()).isEqualTo(2);
    session.begin();
    session.pass();
    assertThat(session.epoch()).isEqualTo(T + 1);
    assertThat(session.sequence()).isEqualTo(1);
  }
}
