package io.sluice.proxy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.MessageType;
import io.sluice.schemas.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever verdicts come, in whatever order, twice or never meant: once each, in order. */
class ReleaseGatePropertyTest {

  @Property(tries = 400)
  void everyMessageLeavesOnceInOrderAsItsFirstVerdictSays(
      @ForAll @IntRange(min = 1, max = 300) int messages, @ForAll long seed) {
    Random random = new Random(seed);
    ReleaseGate gate = new ReleaseGate();
    Outgoing out = new Outgoing();
    Action[] decided = new Action[messages + 1];
    List<int[]> open = new ArrayList<>();
    int sent = 0;
    int answered = 0;
    while (answered < messages) {
      if (sent < messages && (open.isEmpty() || random.nextInt(3) > 0)) {
        sent++;
        byte[] record = Outgoing.record(MessageType.UPDATE, sent);
        assertThat(gate.admit(record, record.length - 2, sent)).isFalse();
        open.add(new int[] {sent});
        if (random.nextInt(4) == 0) {
          gate.drain(out);
        }
        continue;
      }
      int which = open.remove(random.nextInt(open.size()))[0];
      int count = 1 + random.nextInt(5);
      Action action = random.nextBoolean() ? Action.PASS : Action.DROP;
      for (int s = which; s < which + count; s++) {
        if (s <= sent && decided[s] == null) {
          decided[s] = action;
          answered++;
        }
      }
      gate.verdict(which, count, action, List.of());
      if (random.nextInt(3) == 0) {
        // Again for one that is decided, and for ones that were never sent.
        gate.verdict(which, 1, Action.DROP, List.of());
        gate.verdict(sent + 1L + random.nextInt(9), 3, Action.PASS, List.of());
      }
      open.removeIf(o -> decided[o[0]] != null);
      gate.drain(out);
    }
    gate.drain(out);
    List<String> expected = new ArrayList<>();
    for (int s = 1; s <= messages; s++) {
      if (decided[s] == Action.PASS) {
        expected.add("UPDATE " + s);
      }
    }
    assertThat(out.seen).isEqualTo(expected);
    assertThat(gate.held()).isZero();
    assertThat(gate.bytes()).isZero();
    assertThat(LongStream.of(gate.tally().applied).sum()).isEqualTo(messages);
  }

  @Property(tries = 300)
  void keepalivesAndBypassesNeverLoseDoubleOrReorderTheRest(
      @ForAll @IntRange(min = 1, max = 300) int steps, @ForAll long seed) {
    Random random = new Random(seed);
    ReleaseGate gate = new ReleaseGate();
    Outgoing out = new Outgoing();
    List<String> updates = new ArrayList<>();
    int keepalives = 0;
    int overtook = 0;
    long sequence = 0;
    admit(gate, MessageType.OPEN, (int) ++sequence);
    admit(gate, MessageType.KEEPALIVE, (int) ++sequence);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          keepalives++;
          overtook += admit(gate, MessageType.KEEPALIVE, (int) ++sequence) ? 1 : 0;
        }
        case 1, 2 -> {
          updates.add("UPDATE " + ++sequence);
          assertThat(admit(gate, MessageType.UPDATE, (int) sequence)).isFalse();
        }
        case 3 -> gate.verdict(1 + random.nextInt((int) sequence), 4, Action.PASS, List.of());
        case 4 -> {
          gate.bypass((s, record, at) -> {});
          if (random.nextBoolean()) {
            gate.judge();
          }
        }
        default -> gate.drain(out);
      }
      assertThat(out.seen.indexOf("OPEN 1")).isIn(-1, 0);
    }
    gate.judge();
    gate.verdict(1, (int) sequence, Action.PASS, List.of());
    gate.drain(out);
    assertThat(out.seen.stream().filter(m -> m.startsWith("UPDATE")).toList()).isEqualTo(updates);
    assertThat(out.seen.stream().filter(m -> m.startsWith("KEEPALIVE")).count() + overtook)
        .isEqualTo(keepalives + 1);
    assertThat(gate.held()).isZero();
    assertThat(gate.bytes()).isZero();
  }

  private static boolean admit(ReleaseGate gate, MessageType type, int number) {
    byte[] record = Outgoing.record(type, number);
    return gate.admit(record, record.length - 2, number);
  }
}
