package io.sluice.cli.run.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.proxy.SessionState;
import io.sluice.proxy.SessionStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Patience LEFT = new Patience("one", true, Duration.ofSeconds(5));

  private static List<SessionStatus> status(long leftConnections, long rightConnections) {
    InetSocketAddress nobody = null;
    return List.of(
        new SessionStatus(
            "one",
            SessionState.WAITING,
            0,
            new SessionStatus.End(nobody, nobody, leftConnections, 0, 0, 0, 0, 0, false),
            new SessionStatus.End(nobody, nobody, rightConnections, 0, 0, 0, 0, 0, false)));
  }

  @Test
  void an_end_to_which_nobody_came_was_awaited_in_vain_whatever_the_other_end_had() {
    assertThat(LEFT.isVain(status(0, 3))).isTrue();
  }

  @Test
  void an_end_that_was_connected_was_not_awaited_in_vain_though_it_is_away_just_now() {
    assertThat(LEFT.isVain(status(1, 0))).isFalse();
  }

  @Test
  void a_session_that_a_reload_took_away_ends_nothing() {
    assertThat(LEFT.isVain(List.of())).isFalse();
  }
}
