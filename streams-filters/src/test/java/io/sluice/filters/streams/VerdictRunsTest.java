package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictRunsTest {
  private static final byte[] KEY = {};
  private static final Reason PASSED = new Reason("", "", "", "v", Map.of());
  private static final Reason OTHER = new Reason("", "", "x/y", "v", Map.of());

  private final List<String> sent = new ArrayList<>();
  private final VerdictRuns runs =
      new VerdictRuns((partition, key, v) -> sent.add(partition + ":" + text(v)));
  private final MessageOrigin a = Rig.origin("a", 1, Direction.R, 3);
  private final MessageOrigin b = Rig.origin("b", 1, Direction.R, 4);

  private static String text(Judgement v) {
    return v.session() + v.sequence() + "+" + v.count() + v.action();
  }

  private void pass(MessageOrigin origin, long sequence) {
    runs.pass(origin, KEY, sequence, PASSED, 0);
  }

  @Test
  void consecutiveMessagesOfASessionShareAVerdictAlsoWhenSessionsAlternate() {
    for (int i = 1; i <= 5; i++) {
      pass(a, i);
      pass(b, i + 10);
    }
    assertThat(sent).isEmpty();
    runs.flush();
    assertThat(sent).containsExactly("3:a1+5PASS", "4:b11+5PASS");
    runs.flush();
    assertThat(sent).hasSize(2);
  }

  @Test
  void aRunEndsAt256() {
    for (int i = 1; i <= 600; i++) {
      pass(a, i);
    }
    runs.flush();
    assertThat(sent).containsExactly("3:a1+256PASS", "3:a257+256PASS", "3:a513+88PASS");
  }

  @Test
  void anotherFateEndsTheRunOfItsSessionBeforeIt() {
    pass(a, 1);
    pass(b, 1);
    runs.decide(a, KEY, 2, Action.DROP, List.of(), PASSED, 0);
    pass(a, 3);
    runs.flush();
    assertThat(sent).containsExactly("3:a1+1PASS", "3:a2+1DROP", "3:a3+1PASS", "4:b1+1PASS");
  }

  @Test
  void aGapOrAnotherReasonEndsARun() {
    pass(a, 1);
    pass(a, 3);
    runs.pass(a, KEY, 4, OTHER, 0);
    runs.flush();
    assertThat(sent).containsExactly("3:a1+1PASS", "3:a3+1PASS", "3:a4+1PASS");
  }

  @Test
  void aRunCoversTheNumbersOfUngatedMessagesInIt() {
    runs.skip(a, 1);
    pass(a, 2);
    runs.skip(a, 3);
    pass(a, 4);
    runs.flush();
    assertThat(sent).containsExactly("3:a2+3PASS");
  }

  @Test
  void aNewIncarnationHasARunOfItsOwn() {
    pass(a, 7);
    pass(Rig.origin("a", 2, Direction.R, 3), 8);
    runs.flush();
    assertThat(sent).containsExactly("3:a7+1PASS", "3:a8+1PASS");
  }
}
