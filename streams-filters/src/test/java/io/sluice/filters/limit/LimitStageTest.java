package io.sluice.filters.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import io.sluice.filters.Conclusion;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitStageTest {
  private static final LimitOptions THREE = LimitOptions.NONE.withCounts(3, 0, 0);

  private static String[] nets(int from, int to) {
    return IntStream.range(from, to).mapToObj(Wire::net).toArray(String[]::new);
  }

  @Test
  void aSessionGetsExactlyAsManyPrefixesAsItsLimit() {
    LimitRig rig = new LimitRig(THREE);
    assertThat(rig.passed(1, 1, Wire.announce(nets(0, 5)))).hasSize(3);
    Conclusion more = rig.judge(1, 2, Wire.announce("10.9.9.0/24"));
    assertThat(more.action()).isEqualTo(Action.REPLACE);
    assertThat(more.reason().event()).isEqualTo("limit/session");
    assertThat(more.reason().rule()).isEqualTo("--session 3");
    assertThat(more.reason().data())
        .containsEntry("prefix", "10.9.9.0/24")
        .containsEntry("origin", "64501")
        .containsEntry("count", "3")
        .containsEntry("limit", "3");
  }

  @Test
  void aKnownPrefixMayBeAnnouncedAgainAndAWithdrawnOneMakesRoom() {
    LimitRig rig = new LimitRig(THREE);
    rig.judge(1, 1, Wire.announce(nets(0, 3)));
    assertThat(rig.judge(1, 2, Wire.announce(Wire.net(1))).action()).isEqualTo(Action.PASS);
    assertThat(rig.judge(1, 3, Wire.withdraw(Wire.net(1))).action()).isEqualTo(Action.PASS);
    assertThat(rig.judge(1, 4, Wire.announce(Wire.net(7))).action()).isEqualTo(Action.PASS);
    assertThat(rig.judge(1, 5, Wire.announce(Wire.net(1))).action()).isEqualTo(Action.REPLACE);
  }

  @Test
  void whatAMessageBothWithdrawsAndAnnouncesIsThereAfterwards() {
    LimitRig rig = new LimitRig(LimitOptions.NONE.withCounts(1, 0, 0));
    String net = Wire.net(1);
    rig.judge(1, 1, Wire.announce(net));
    rig.judge(1, 2, Wire.update(List.of(net), 64501, List.of(net)));
    assertThat(rig.journaled()).containsOnlyKeys(net);
    assertThat(rig.judge(1, 3, Wire.announce(Wire.net(2))).action()).isEqualTo(Action.REPLACE);
  }

  @Test
  void aKnownPrefixFromAnOriginOverItsLimitIsWithdrawnAndNoLongerCounts() {
    LimitRig rig = new LimitRig(LimitOptions.NONE.withCounts(2, 1, 0));
    rig.judge(1, 1, Wire.update(Wire.NONE, 1, List.of(Wire.net(1))));
    rig.judge(1, 2, Wire.update(Wire.NONE, 2, List.of(Wire.net(2))));
    Conclusion moved = rig.judge(1, 3, Wire.update(Wire.NONE, 2, List.of(Wire.net(1))));
    assertThat(moved.reason().event()).isEqualTo("limit/origin");
    assertThat(Wire.withdrawn(moved.replacement().get(0))).containsExactly(Wire.net(1));
    assertThat(rig.judge(1, 4, Wire.update(Wire.NONE, 3, List.of(Wire.net(3)))).action())
        .isEqualTo(Action.PASS);
  }

  @Test
  void blocksAreCountedByThemselves() {
    LimitRig rig = new LimitRig(LimitOptions.NONE.withCounts(0, 0, 1));
    assertThat(rig.passed(1, 1, Wire.announce("10.1.0.0/24", "10.1.1.0/24", "10.2.0.0/24")))
        .containsExactly("10.1.0.0/24", "10.2.0.0/24");
    assertThat(rig.judge(1, 2, Wire.announce("10.1.9.0/24")).reason().event())
        .isEqualTo("limit/block");
  }

  @Test
  void onlyTheFamiliesAskedForAreLookedAt() {
    byte[] six = Wire.announce6(1, 2, 3, 4);
    assertThat(new LimitRig(THREE).judge(1, 1, six).action()).isEqualTo(Action.PASS);
    LimitRig both = new LimitRig(THREE.withBothFamilies());
    assertThat(both.passed(1, 1, six)).hasSize(3);
    assertThat(both.judge(1, 2, Wire.announce("10.0.0.0/24")).action()).isEqualTo(Action.REPLACE);
    assertThat(both.journaled()).containsKey("2001:db8:2::/48");
  }

  @Test
  void severalLimitsInOneMessageAreReasonAndEvents() {
    LimitOptions options = LimitOptions.NONE.withLengths(9, 24).withCounts(1, 0, 0);
    LimitRig rig = new LimitRig(options);
    Conclusion c =
        rig.judge(1, 1, Wire.announce("10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/25"));
    assertThat(c.reason().event()).isEqualTo("limit/short");
    assertThat(c.reason().data()).containsEntry("routes", "3");
    assertThat(Wire.announced(c.replacement().get(0))).containsExactly("10.0.0.0/24");
  }

  @Test
  void permanentCountsOnlyGrow() {
    LimitRig rig = new LimitRig(new LimitOptions(true, false, false, true, 0, 0, 1, 0, 0, 0));
    rig.judge(1, 1, Wire.announce(Wire.net(1)));
    rig.judge(1, 2, Wire.withdraw(Wire.net(1)));
    assertThat(rig.judge(1, 3, Wire.announce(Wire.net(2))).action()).isEqualTo(Action.REPLACE);
  }

  @Test
  void eachSessionAndDirectionHasATableOfItsOwnAndEachEpochBeginsEmpty() {
    PipelineRun run =
        new PipelineRun(Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(1, 0, 0))));
    byte[] one = Wire.announce(Wire.net(1));
    byte[] two = Wire.announce(Wire.net(2));
    run.judge(Wire.message("a", 1, Direction.R, 1, one));
    assertThat(run.judge(Wire.message("a", 1, Direction.R, 2, two)).action())
        .isEqualTo(Action.REPLACE);
    assertThat(run.judge(Wire.message("a", 1, Direction.L, 1, two)).action())
        .isEqualTo(Action.PASS);
    assertThat(run.judge(Wire.message("b", 1, Direction.R, 1, two)).action())
        .isEqualTo(Action.PASS);
    assertThat(run.judge(Wire.message("a", 2, Direction.R, 1, two)).action())
        .isEqualTo(Action.PASS);
    assertThat(run.judge(Wire.message("a", 1, Direction.R, 3, one)).action())
        .as("a message of an epoch that is over")
        .isEqualTo(Action.REPLACE);
  }

  @Test
  void theUsualMessageWritesOneRecordOrNone() {
    LimitRig rig = new LimitRig(LimitOptions.NONE.withCounts(1000, 0, 0));
    rig.judge(1, 1, Wire.announce(nets(0, 40)));
    assertThat(rig.log).hasSize(1);
    rig.judge(1, 2, Wire.announce(nets(0, 40)));
    assertThat(rig.log).hasSize(1);
    rig.judge(1, 3, Wire.withdraw(nets(0, 40)));
    assertThat(rig.log).hasSize(2);
    rig.judge(1, 4, Wire.update(Wire.NONE, 5, List.of(nets(50, 60))));
    assertThat(rig.log).hasSize(3);
    assertThat(LimitRig.compact(rig.log)).as("the number is used again").hasSize(1);
  }

  @Test
  void aMessageOfManyPrefixesIsWrittenInGroupsAndReadBack() {
    LimitOptions options = LimitOptions.NONE.withCounts(500, 0, 0);
    LimitRig rig = new LimitRig(options);
    rig.judge(1, 1, Wire.announce(nets(0, 200)));
    assertThat(rig.log).as("a note and four groups").hasSize(5);
    LimitRig again = new LimitRig(options, rig.log, new Random(1));
    assertThat(again.journaled()).hasSize(200);
    assertThat(again.passed(1, 2, Wire.announce(nets(100, 900)))).hasSize(400);
  }

  @Test
  void recordsOfAnEarlierEpochAreClearedAway() {
    LimitOptions options = LimitOptions.NONE.withCounts(500, 0, 0);
    LimitRig rig = new LimitRig(options);
    for (int i = 0; i < 100; i++) {
      rig.judge(1, i + 1, Wire.announce(Wire.net(i)));
    }
    LimitRig again = new LimitRig(options, rig.log, new Random(1));
    again.judge(2, 1, Wire.announce(Wire.net(1)));
    for (int i = 0; i < 20; i++) {
      again.idle();
    }
    assertThat(LimitRig.compact(again.log)).hasSize(1);
  }

  @Test
  void theTableFindsWhatItHoldsAfterManyRemovals() {
    RouteTable table = new RouteTable();
    List<Integer> entries = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      long high = (long) i << 40;
      assertThat(table.find(24, high, 0, 0)).isEqualTo(RouteTable.NONE);
      entries.add(table.add(24, high, 0, 0, i));
    }
    for (int i = 0; i < 300_000; i += 2) {
      table.remove(entries.get(i));
    }
    assertThat(table.size()).isEqualTo(150_000);
    for (int i = 0; i < 300_000; i++) {
      int entry = table.find(24, (long) i << 40, 0, 0);
      assertThat(entry).isEqualTo(i % 2 == 0 ? RouteTable.NONE : entries.get(i));
    }
  }

  @Test
  void eachPathOfAPrefixCountsByItself() {
    DecodeContext addPath = DecodeContext.of(true, List.of(AddressFamily.IPV4_UNICAST), List.of());
    byte[] one = Wire.announce(Wire.net(1));
    int at = one.length - 4;
    byte[] two = Arrays.copyOf(one, at + 24);
    for (int path = 1; path <= 3; path++) {
      Bytes.putU32(two, at, path);
      two[at + 4] = 24;
      two[at + 5] = 10;
      at += 8;
    }
    Bytes.putU16(two, Header.LENGTH_OFFSET, two.length);
    PipelineRun run =
        new PipelineRun(Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(2, 0, 0))));
    Message message =
        Wire.message("s", 1, Direction.R, 1, two)
            .describe("s", 1, Direction.R, 1, 1, addPath, Map.of());
    Conclusion c = run.judge(message);
    assertThat(c.reason().data()).containsEntry("prefix", "#3#10.0.0.0/24");
    assertThat(c.reason().data()).doesNotContainKey("routes");
  }

  @Test
  void aJournalThatCannotBeReadIsAnErrorAndNotAnEmptyTable() {
    LimitStage stage = new LimitStage(THREE);
    byte[] key = GroupRecord.key(Direction.R, 0, new byte[] {'s'});
    assertThatThrownBy(() -> stage.restore(key, new byte[30]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 0");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> LimitOptions.NONE.withLengths(0, 129)).hasMessageContaining("129");
    assertThatThrownBy(() -> LimitOptions.NONE.withLengths(25, 24))
        .hasMessageContaining("--min-length 25");
  }
}
