package io.sluice.bgp.check;

import static io.sluice.bgp.Updates.AS_PATH;
import static io.sluice.bgp.Updates.COMMUNITIES;
import static io.sluice.bgp.Updates.NEXT_HOP;
import static io.sluice.bgp.Updates.ORIGIN;
import static io.sluice.bgp.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.RandomUpdates;
import io.sluice.bgp.Update;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RepairTest {
  private static final String PATH = ORIGIN + AS_PATH + NEXT_HOP;
  private static final String ROUTE = "18 c00002";

  @Test
  void aSoundMessageStaysAsItIs() {
    byte[] message = update("", PATH, ROUTE);
    assertThat(repair(message).get()).containsExactly(message);
  }

  @Test
  void aDiscardedAttributeIsGoneAndTheRoutesStay() {
    assertThat(repair(update("", PATH + "400601 00" + COMMUNITIES, ROUTE)).get())
        .containsExactly(update("", PATH + COMMUNITIES, ROUTE));
  }

  @Test
  void ofARepeatedAttributeTheFirstStays() {
    String second = "c00804 00000001";
    assertThat(repair(update("", PATH + COMMUNITIES + second, ROUTE)).get())
        .containsExactly(update("", PATH + COMMUNITIES, ROUTE));
  }

  @Test
  void routesWithAMalformedPathBecomeWithdrawals() {
    assertThat(repair(update("18 0a0102", ORIGIN + "400201 02" + NEXT_HOP, ROUTE)).get())
        .containsExactly(update("18 0a0102" + ROUTE, "", ""));
  }

  @Test
  void anErrorThatEndsTheSessionIsGivenBack() {
    Decoded<List<byte[]>> repaired = repair(update("", PATH, "18 c000"));
    assertThat(repaired.ok()).isFalse();
    assertThat(repaired.error().flaw()).isEqualTo(Flaw.NLRI);
  }

  @Property(tries = 2000)
  void whatIsRepairedIsSound(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    byte[] message = random.next(8);
    for (int i = random.below(4); i > 0; i--) {
      int place = 23 + random.below(Math.max(1, message.length - 23));
      message[Math.min(place, message.length - 1)] = (byte) random.below(256);
    }
    UpdateValidator validator = new UpdateValidator(PeerRules.ANY);
    Update u = Update.of(message, random.context());
    Decoded<List<byte[]>> repaired = Repair.of(u, validator.validate(u));
    if (repaired.ok()) {
      for (byte[] m : repaired.get()) {
        Update after = Update.of(m, random.context());
        assertThat(validator.validate(after).errors()).isEmpty();
      }
    }
  }

  private static Decoded<List<byte[]>> repair(byte[] message) {
    Update u = Update.of(message, DecodeContext.AS4);
    return Repair.of(u, new UpdateValidator(PeerRules.ANY).validate(u));
  }
}
