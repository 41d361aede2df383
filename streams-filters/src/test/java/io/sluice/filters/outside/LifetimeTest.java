package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.filters.Wire;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifetimeTest {

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static void see(Lifetime life, long second, byte[] wire) {
    life.saw(Wire.message("s", 1, Direction.R, 1, wire), seconds(second));
  }

  @Test
  void itIsOverWhenNothingCameForLongerThanTheShorterHoldTime() {
    Lifetime life = new Lifetime("s", 0);
    see(life, 0, Open.encode(64500, 180, 1, List.of()));
    see(life, 0, Open.encode(64501, 90, 2, List.of()));
    see(life, 100, Wire.keepalive());
    assertThat(life.isOver(seconds(219))).isFalse();
    assertThat(life.isOver(seconds(221))).isTrue();
  }

  @Test
  void itIsSoonOverBehindANotification() {
    Lifetime life = new Lifetime("s", 0);
    see(life, 50, Notification.encode(Notification.CEASE, 2));
    assertThat(life.isOver(seconds(55))).isFalse();
    assertThat(life.isOver(seconds(61))).isTrue();
  }

  @Test
  void itIsNotOverBySilenceWhereThereIsNoHoldTime() {
    Lifetime life = new Lifetime("s", 0);
    see(life, 0, Open.encode(64500, 0, 1, List.of()));
    assertThat(life.isOver(seconds(100_000))).isFalse();
  }

  @Test
  void whatBelongsToNoSessionHasNoEnd() {
    assertThat(new Lifetime("", 0).isOver(seconds(100_000))).isFalse();
  }
}
