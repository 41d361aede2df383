package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RefusalPropertyTest {
  @Property(tries = 2000)
  void refusedRoutesAreWithdrawnAndAllOthersStay(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    check(random, random.next(1 + random.below(20)), false);
  }

  @Property(tries = 2000)
  void silentlyRefusedRoutesAreGoneAndAllOthersStay(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    check(random, random.next(1 + random.below(20)), true);
  }

  @Property(tries = 200)
  void soItIsWithMessagesThatHaveToBeSplit(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    check(random, random.next(600), false);
  }

  private static void check(RandomUpdates random, byte[] message, boolean silent) {
    Update u = Update.of(message, random.context());
    assertThat(u.error()).isNull();
    List<String> announced = Routes.announced(u);
    List<String> kept = new ArrayList<>();
    List<String> gone = new ArrayList<>(Routes.withdrawn(u));
    BitSet refused = new BitSet();
    for (int i = 0; i < announced.size(); i++) {
      if (random.coin()) {
        refused.set(i);
        if (!silent) {
          gone.add(announced.get(i));
        }
      } else {
        kept.add(announced.get(i));
      }
    }
    int most = Math.max(4096, message.length);
    Refusal.Result result = Refusal.apply(u, refused::get, place -> false, silent, most);
    assertThat(result.error()).isNull();
    List<String> announcedAfter = new ArrayList<>();
    List<String> withdrawnAfter = new ArrayList<>();
    for (byte[] m : result.messages()) {
      assertThat(m.length).isLessThanOrEqualTo(most);
      Update after = Update.of(m, random.context());
      assertThat(after.error()).isNull();
      announcedAfter.addAll(Routes.announced(after));
      withdrawnAfter.addAll(Routes.withdrawn(after));
      if (u.endOfRib() < 0) {
        assertThat(after.endOfRib()).as("no End-of-RIB out of nothing").isEqualTo(-1);
      }
      if (after.announces()) {
        assertThat(Routes.attributes(after)).isEqualTo(Routes.attributes(u));
      }
    }
    assertThat(announcedAfter).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(withdrawnAfter).containsExactlyInAnyOrderElementsOf(gone);
    if (refused.isEmpty() && result.messages().size() == 1) {
      assertThat(result.messages().get(0)).isEqualTo(message);
    }
  }
}
