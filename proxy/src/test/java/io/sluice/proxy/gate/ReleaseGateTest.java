package io.sluice.proxy.gate;

import static io.sluice.bgp.MessageType.KEEPALIVE;
import static io.sluice.bgp.MessageType.NOTIFICATION;
import static io.sluice.bgp.MessageType.OPEN;
import static io.sluice.bgp.MessageType.ROUTE_REFRESH;
import static io.sluice.bgp.MessageType.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.MessageType;
import io.sluice.schemas.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseGateTest {
  private final ReleaseGate gate = new ReleaseGate();
  private final Outgoing out = new Outgoing();
  private long now;

  private boolean admit(MessageType type, int number) {
    byte[] record = Outgoing.record(type, number);
    return gate.admit(record, record.length - 2, ++now);
  }

  private void verdict(long first, int count, Action action, byte[]... instead) {
    gate.verdict(first, count, action, List.of(instead));
    gate.drain(out);
  }

  @Test
  void anEarlyVerdictWaitsForTheOneBeforeIt() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    verdict(2, 1, Action.PASS);
    assertThat(out.seen).isEmpty();
    assertThat(gate.tally().early).isEqualTo(1);
    verdict(1, 1, Action.PASS);
    assertThat(out.seen).containsExactly("UPDATE 1", "UPDATE 2");
    assertThat(gate.bytes()).isZero();
  }

  @Test
  void aRunOfVerdictsReleasesAllOfIt() {
    for (int i = 1; i <= 200; i++) {
      admit(UPDATE, i);
    }
    verdict(1, 200, Action.PASS);
    assertThat(out.seen).hasSize(200).endsWith("UPDATE 200");
    assertThat(gate.tally().applied[Action.PASS.ordinal()]).isEqualTo(200);
    assertThat(gate.tally().early).isZero();
  }

  @Test
  void aDropVanishesAndReplacementsTakeTheirPlace() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    admit(UPDATE, 3);
    verdict(3, 1, Action.PASS);
    verdict(2, 1, Action.REPLACE, Outgoing.message(UPDATE, 20), Outgoing.message(UPDATE, 21));
    verdict(1, 1, Action.DROP);
    assertThat(out.seen).containsExactly("instead UPDATE 20", "instead UPDATE 21", "UPDATE 3");
  }

  @Test
  void nothingLeavesBehindAClose() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    admit(UPDATE, 3);
    verdict(2, 1, Action.CLOSE, Outgoing.message(NOTIFICATION, 0));
    assertThat(out.closed).isFalse();
    verdict(1, 1, Action.PASS);
    verdict(3, 1, Action.PASS);
    assertThat(out.seen).containsExactly("UPDATE 1", "close");
  }

  @Test
  void aKeepaliveOvertakesOnlyOnceOpenAndKeepaliveAreOut() {
    assertThat(admit(OPEN, 1)).isFalse();
    assertThat(admit(KEEPALIVE, 2)).as("the OPEN is still held").isFalse();
    gate.drain(out);
    assertThat(out.seen).isEmpty();
    verdict(1, 1, Action.PASS);
    assertThat(out.seen).containsExactly("OPEN 1", "KEEPALIVE 2");

    assertThat(admit(UPDATE, 3)).isFalse();
    assertThat(admit(KEEPALIVE, 4)).as("an UPDATE is held").isTrue();
    assertThat(admit(UPDATE, 5)).isFalse();
    verdict(3, 3, Action.PASS);
    assertThat(out.seen).endsWith("UPDATE 3", "UPDATE 5").hasSize(4);
  }

  @Test
  void aNotificationKeepsItsPlace() {
    admit(UPDATE, 1);
    admit(NOTIFICATION, 2);
    gate.drain(out);
    assertThat(out.seen).isEmpty();
    verdict(1, 1, Action.PASS);
    assertThat(out.seen).containsExactly("UPDATE 1", "NOTIFICATION 2");
  }

  @Test
  void aRouteRefreshWaitsForItsVerdict() {
    admit(ROUTE_REFRESH, 1);
    gate.drain(out);
    assertThat(gate.waiting()).isTrue();
    verdict(1, 1, Action.PASS);
    assertThat(out.seen).containsExactly("ROUTE_REFRESH 1");
  }

  @Test
  void verdictsThatHaveNothingToDecideAreCounted() {
    admit(UPDATE, 1);
    verdict(2, 3, Action.DROP);
    assertThat(gate.tally().unknown).isEqualTo(3);
    verdict(1, 1, Action.PASS);
    verdict(1, 1, Action.DROP);
    assertThat(gate.tally().doubled).isEqualTo(1);
    verdict(0, 1, Action.DROP);
    verdict(Long.MAX_VALUE, Integer.MAX_VALUE, Action.DROP);
    assertThat(gate.tally().unknown).isGreaterThan(3);
    assertThat(out.seen).containsExactly("UPDATE 1");
  }

  @Test
  void theFirstOfTwoVerdictsStands() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    verdict(2, 1, Action.PASS);
    verdict(2, 1, Action.DROP);
    verdict(1, 1, Action.PASS);
    assertThat(out.seen).containsExactly("UPDATE 1", "UPDATE 2");
    assertThat(gate.tally().doubled).isEqualTo(1);
  }

  @Test
  void bypassLetsAllGoAndItsLateVerdictsAreCountedAsSuch() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    verdict(2, 1, Action.PASS);
    List<Long> bypassed = new ArrayList<>();
    gate.bypass((sequence, record, arrived) -> bypassed.add(sequence));
    gate.drain(out);
    admit(UPDATE, 3);
    gate.drain(out);
    assertThat(bypassed).as("only what had no verdict").containsExactly(1L);
    assertThat(out.seen).containsExactly("UPDATE 1", "UPDATE 2", "UPDATE 3");
    verdict(3, 1, Action.DROP);
    assertThat(gate.tally().late).isEqualTo(1);
    gate.judge();
    admit(UPDATE, 4);
    gate.drain(out);
    assertThat(out.seen).hasSize(3);
    verdict(4, 1, Action.PASS);
    assertThat(out.seen).endsWith("UPDATE 4");
  }

  @Test
  void whatGoesUnjudgedLeavesOnlyOnceItsRecordIsSafe() {
    admit(UPDATE, 1);
    admit(UPDATE, 2);
    gate.safeUpTo(0);
    gate.bypass((sequence, record, arrived) -> {});
    gate.drain(out);
    assertThat(out.seen).isEmpty();
    gate.safeUpTo(1);
    gate.drain(out);
    assertThat(out.seen).containsExactly("UPDATE 1");
    gate.safeUpTo(2);
    gate.drain(out);
    assertThat(out.seen).containsExactly("UPDATE 1", "UPDATE 2");
  }

  @Test
  void theOldestThatWaitsTellsTheDeadline() {
    admit(KEEPALIVE, 1);
    admit(UPDATE, 2);
    admit(UPDATE, 3);
    assertThat(gate.waiting()).isTrue();
    assertThat(gate.waitingSince()).isEqualTo(2);
    verdict(2, 1, Action.PASS);
    assertThat(gate.waiting()).isTrue();
    assertThat(gate.waitingSince()).isEqualTo(3);
    verdict(3, 1, Action.PASS);
    assertThat(gate.waiting()).isFalse();
  }

  @Test
  void memoryComesBackAfterABurst() {
    for (int i = 1; i <= 5000; i++) {
      admit(UPDATE, i);
    }
    assertThat(gate.bytes()).isEqualTo(5000 * 25L);
    verdict(1, 5000, Action.PASS);
    gate.shrink();
    assertThat(gate.bytes()).isZero();
    admit(UPDATE, 5001);
    verdict(5001, 1, Action.PASS);
    assertThat(out.seen).endsWith("UPDATE 5001");
  }
}
