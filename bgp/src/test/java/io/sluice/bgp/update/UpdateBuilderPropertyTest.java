package io.sluice.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.RandomUpdates;
import io.sluice.bgp.Routes;
import io.sluice.bgp.Update;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UpdateBuilderPropertyTest {
  @Property(tries = 3000)
  void anUnchangedMessageComesOutWithTheSameBytes(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    byte[] message = random.next(1 + random.below(40));
    List<byte[]> built =
        UpdateBuilder.from(Update.of(message, random.context())).build(65535).get();
    assertThat(built).containsExactly(message);
  }

  @Property(tries = 1000)
  void aSplitNeitherExceedsTheSizeNorLosesARoute(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 4096) int most) {
    RandomUpdates random = new RandomUpdates(seed);
    Update u = Update.of(random.next(1 + random.below(300)), random.context());
    Decoded<List<byte[]>> built = UpdateBuilder.from(u).build(most);
    if (!built.ok()) {
      assertThat(built.error().flaw()).isEqualTo(Flaw.TOO_LARGE);
      assertThat(most).as("attributes that leave no room").isLessThan(1500);
      return;
    }
    List<String> announced = new ArrayList<>();
    List<String> withdrawn = new ArrayList<>();
    for (byte[] m : built.get()) {
      assertThat(m.length).isLessThanOrEqualTo(most);
      Update part = Update.of(m, random.context());
      assertThat(part.error()).isNull();
      announced.addAll(Routes.announced(part));
      withdrawn.addAll(Routes.withdrawn(part));
      if (part.announces()) {
        assertThat(Routes.attributes(part)).isEqualTo(Routes.attributes(u));
      }
      if (u.endOfRib() < 0) {
        assertThat(part.endOfRib()).isEqualTo(-1);
      }
    }
    assertThat(announced).containsExactlyInAnyOrderElementsOf(Routes.announced(u));
    assertThat(withdrawn).containsExactlyInAnyOrderElementsOf(Routes.withdrawn(u));
  }

  @Property(tries = 1000)
  void inCanonicalOrderTheCodesRiseAndNothingElseChanges(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    Update u = Update.of(random.next(10), random.context());
    byte[] built = UpdateBuilder.from(u).canonical().build(65535).get().get(0);
    Update after = Update.of(built, random.context());
    for (int i = 0; i < after.attributes(); i++) {
      assertThat(i == 0 || after.code(i - 1) < after.code(i)).isTrue();
      assertThat((after.flags(i) & 0x10) != 0).isEqualTo(after.valueLength(i) > 255);
      assertThat(after.copyValue(i)).isEqualTo(u.copyValue(u.find(after.code(i))));
    }
    assertThat(after.attributes()).isEqualTo(u.attributes());
    assertThat(Routes.announced(after)).isEqualTo(Routes.announced(u));
    assertThat(Routes.withdrawn(after)).isEqualTo(Routes.withdrawn(u));
  }
}
