package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Header;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TcpDirectionTest {
  private final byte[] octets = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private final TcpDirection direction = new TcpDirection();

  @Test
  void segmentsAreOrderedAndRepetitionsDropped() {
    direction.synchronize(-3); // the numbers wrap round behind the first two octets
    add(4, 9);
    add(0, 3);
    add(2, 6);
    add(0, 3);
    assertThat(direction.bytes()).isEqualTo(octets);
  }

  @Test
  void aHoleIsAnErrorAndNotAShorterStream() {
    direction.synchronize(100);
    direction.add(101, Arrays.copyOf(octets, 3));
    direction.add(106, Arrays.copyOfRange(octets, 5, 9));
    assertThatThrownBy(direction::bytes).hasMessageContaining("lost 2 octets after 3");
  }

  @Test
  void theProbeOfTcpKeepaliveIsNoData() {
    direction.synchronize(100);
    direction.add(100, new byte[] {0});
    direction.add(101, octets);
    assertThat(direction.bytes()).isEqualTo(octets);
  }

  @Test
  void aMessageThatIsCutOffAtTheEndIsLeftOut() {
    byte[] keepalive = Header.keepalive();
    direction.synchronize(0);
    direction.add(1, keepalive);
    direction.add(1 + keepalive.length, Arrays.copyOf(keepalive, 10));
    assertThat(direction.messages()).containsExactly(keepalive);
  }

  private void add(int from, int to) {
    direction.add(-2 + from, Arrays.copyOfRange(octets, from, to));
  }
}
