package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import org.junit.jupiter.api.Test;

class DialogueSideTest {
  private final DialogueSide side = new DialogueSide(Direction.R);
  private long order;

  private Asked ask(long sequence, int octets) {
    Asked asked = new Asked(null, side, sequence, order++, 0);
    asked.to = octets;
    side.add(asked);
    return asked;
  }

  @Test
  void anEchoSaysNothingOfWhatWasWrittenBehindItThoughItsNumberIsLower() {
    Asked first = ask(1, 10);
    side.shown(3, order);
    Asked waited = ask(2, 10);
    side.passOver(side.echoed(3));
    assertThat(first.state).isEqualTo(Asked.State.DROPPED);
    assertThat(waited.state).isEqualTo(Asked.State.OPEN);
  }

  @Test
  void ofTwoWithOneNumberTheFirstEchoIsThatOfTheFirst() {
    side.shown(1, 0);
    Asked between = ask(2, 10);
    side.shown(1, order);
    side.passOver(side.echoed(1));
    assertThat(between.state).isEqualTo(Asked.State.OPEN);
    side.passOver(side.echoed(1));
    assertThat(between.state).isEqualTo(Asked.State.DROPPED);
    assertThat(side.echoed(1)).isZero();
  }

  @Test
  void echoesThatDoNotComeAreForgottenWithTheNextOne() {
    side.shown(1, 1);
    side.shown(2, 2);
    side.shown(3, 3);
    assertThat(side.echoed(2)).isEqualTo(2);
    assertThat(side.echoed(1)).isZero();
    assertThat(side.echoed(3)).isEqualTo(3);
  }

  @Test
  void theOldestArePassedOverUntilOnlySoMuchIsLeft() {
    Asked[] all = {ask(1, 10), ask(2, 10), ask(3, 10), ask(4, 10)};
    all[1].decide(Asked.State.SAME);
    assertThat(side.passOverAllBut(25)).isTrue();
    assertThat(all)
        .extracting(asked -> asked.state)
        .containsExactly(Asked.State.DROPPED, Asked.State.SAME, Asked.State.OPEN, Asked.State.OPEN);
    assertThat(side.wasPassedOver(1)).isTrue();
    assertThat(side.wasPassedOver(2)).isFalse();
    assertThat(side.passOverAllBut(25)).isFalse();
  }
}
