package io.sluice.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineRunTest {
  private static final BitSet FIRST = BitSet.valueOf(new long[] {1});

  private static Conclusion judge(Pipeline pipeline, byte[] message) {
    return new PipelineRun(pipeline).judge(Wire.message("s", 1, Direction.R, 1, message));
  }

  private static Stage stage(java.util.function.BiConsumer<Message, Ruling> logic) {
    return logic::accept;
  }

  @Test
  void anEmptyPipelinePassesEvenWhatDoesNotDecode() {
    byte[] broken = Wire.announce("10.0.0.0/24");
    broken[20] = 99;
    assertThat(judge(Pipelines.of(), broken).action()).isEqualTo(Action.PASS);
  }

  @Test
  void messagesThatPassShareOneReason() {
    PipelineRun run = new PipelineRun(Pipelines.of(Pipelines.grep("update")));
    var first = run.judge(Wire.message("s", 1, Direction.R, 1, Wire.announce("10.0.0.0/24")));
    var reason = first.reason();
    var second = run.judge(Wire.message("s", 1, Direction.L, 1, Wire.withdraw("10.0.0.0/24")));
    assertThat(second.action()).isEqualTo(Action.PASS);
    assertThat(second.reason()).isSameAs(reason);
    assertThat(reason.stage()).isEmpty();
    assertThat(reason.policyVersion()).hasSize(12);
  }

  @Test
  void aRefusedRouteLeavesAsAWithdrawalAndTheOthersGoOn() {
    Conclusion c =
        judge(
            Pipelines.of(Pipelines.limit(LimitOptions.NONE.withLengths(0, 24))),
            Wire.announce("10.0.0.0/24", "10.0.1.0/25", "10.0.2.0/23"));
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(c.replacement()).hasSize(1);
    assertThat(Wire.announced(c.replacement().get(0)))
        .containsExactly("10.0.0.0/24", "10.0.2.0/23");
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.1.0/25");
    assertThat(c.reason().stage()).isEqualTo("limit");
    assertThat(c.reason().rule()).isEqualTo("--max-length 24");
    assertThat(c.reason().event()).isEqualTo("limit/long");
    assertThat(c.reason().data())
        .containsEntry("prefix", "10.0.1.0/25")
        .containsEntry("limit", "24");
  }

  @Test
  void aSilentStageLeavesRefusedRoutesOut() {
    StageSpec limit = Pipelines.silent(Pipelines.limit(LimitOptions.NONE.withLengths(0, 24)));
    Conclusion some = judge(Pipelines.of(limit), Wire.announce("10.0.0.0/24", "10.0.1.0/25"));
    assertThat(Wire.withdrawn(some.replacement().get(0))).isEmpty();
    assertThat(judge(Pipelines.of(limit), Wire.announce("10.0.1.0/25")).action())
        .isEqualTo(Action.DROP);
  }

  @Test
  void theNextStageSeesWhatTheOneBeforeItLeft() {
    List<List<String>> seen = new ArrayList<>();
    StageSpec look =
        Pipelines.stage("look", () -> stage((m, r) -> seen.add(Wire.announced(m.toByteArray()))));
    Conclusion c =
        judge(
            Pipelines.of(Pipelines.limit(LimitOptions.NONE.withLengths(0, 24)), look),
            Wire.announce("10.0.0.0/24", "10.0.1.0/25"));
    assertThat(seen).containsExactly(List.of("10.0.0.0/24"));
    assertThat(c.reason().stage()).isEqualTo("limit");
  }

  @Test
  void theReasonNamesTheLastStageThatDecidedAndTheEarlierOnesInItsData() {
    Conclusion c =
        judge(
            Pipelines.of(
                Pipelines.limit(LimitOptions.NONE.withLengths(0, 24)),
                Pipelines.drop("prefix ~ 10.0.0.0/16")),
            Wire.announce("10.0.0.0/24", "10.9.1.0/25"));
    assertThat(c.reason().stage()).isEqualTo("drop");
    assertThat(c.reason().rule()).isEqualTo("prefix ~ 10.0.0.0/16");
    assertThat(c.reason().data()).containsEntry("earlier", "limit/long");
    assertThat(c.replacement()).hasSize(1);
    assertThat(Wire.announced(c.replacement().get(0))).isEmpty();
    assertThat(Wire.withdrawn(c.replacement().get(0)))
        .containsExactlyInAnyOrder("10.9.1.0/25", "10.0.0.0/24");
  }

  @Test
  void messagesToTheLeftRunThroughTheStagesFromRightToLeft() {
    List<String> order = new ArrayList<>();
    StageSpec a = Pipelines.stage("a", () -> stage((m, r) -> order.add("a")));
    StageSpec b = Pipelines.stage("b", () -> stage((m, r) -> order.add("b")));
    StageSpec right =
        new StageSpec(
            "r", "", EnumSet.of(Direction.R), false, () -> stage((m, r) -> order.add("r")));
    PipelineRun run = new PipelineRun(Pipelines.of(a, right, b));
    run.judge(Wire.message("s", 1, Direction.L, 1, Wire.announce("10.0.0.0/24")));
    run.judge(Wire.message("s", 1, Direction.R, 1, Wire.announce("10.0.0.0/24")));
    assertThat(order).containsExactly("b", "a", "a", "r", "b");
  }

  @Test
  void aKillEventOfALimitEndsTheSessionWithMaximumNumberOfPrefixes() {
    Pipeline pipeline =
        new Pipeline(
            List.of(Pipelines.limit(LimitOptions.NONE.withCounts(1, 0, 0))),
            Set.of("limit/session"));
    Conclusion c = judge(pipeline, Wire.announce("10.0.0.0/24", "10.0.1.0/24"));
    assertThat(c.action()).isEqualTo(Action.CLOSE);
    assertThat(c.replacement())
        .singleElement()
        .satisfies(n -> assertThat(Notification.code(n)).isEqualTo(Notification.CEASE))
        .satisfies(n -> assertThat(Notification.subcode(n)).isEqualTo(1));
    assertThat(c.reason().event()).isEqualTo("limit/session");
  }

  @Test
  void aKillEventOfAnotherStageEndsItAdministrativelyAndSaysWhy() {
    Stage raises = stage((m, r) -> r.event("seen", Map.of("a", "b")));
    Pipeline pipeline = new Pipeline(List.of(Pipelines.stage("x", () -> raises)), Set.of("x/seen"));
    Conclusion c = judge(pipeline, Wire.announce("10.0.0.0/24"));
    assertThat(c.action()).isEqualTo(Action.CLOSE);
    assertThat(Notification.communication(c.replacement().get(0))).contains("x/seen");
  }

  @Test
  void anEventOfAMessageThatPassesStandsInItsReason() {
    Stage raises = stage((m, r) -> r.event("seen", Map.of("a", "b")));
    Conclusion c =
        judge(Pipelines.of(Pipelines.stage("x", () -> raises)), Wire.announce("10.0.0.0/24"));
    assertThat(c.action()).isEqualTo(Action.PASS);
    assertThat(c.reason().stage()).isEmpty();
    assertThat(c.reason().event()).isEqualTo("x/seen");
    assertThat(c.reason().data()).containsEntry("a", "b");
  }

  @Test
  void tagsReachTheStagesBehindAndTheConclusion() {
    List<Map<String, String>> seen = new ArrayList<>();
    Stage tags = stage((m, r) -> r.tag("rov", "valid"));
    Stage looks = stage((m, r) -> seen.add(m.tags()));
    Conclusion c =
        judge(
            Pipelines.of(Pipelines.stage("tag", () -> tags), Pipelines.stage("look", () -> looks)),
            Wire.announce("10.0.0.0/24"));
    assertThat(c.action()).isEqualTo(Action.PASS);
    assertThat(c.tags()).containsEntry("rov", "valid");
    assertThat(seen).containsExactly(Map.of("rov", "valid"));
  }

  @Test
  void anUpdateThatAStageFailsAtLeavesAsAWithdrawalOfAllItAnnounced() {
    Stage fails =
        stage(
            (m, r) -> {
              throw new IllegalArgumentException("boom");
            });
    Pipeline pipeline = Pipelines.of(Pipelines.stage("bad", () -> fails));
    Conclusion c = judge(pipeline, Wire.announce("10.0.0.0/24"));
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(Wire.announced(c.replacement().get(0))).isEmpty();
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.0.0/24");
    assertThat(c.failedStage()).isEqualTo("bad");
    assertThat(c.failure()).hasMessage("boom");
    assertThat(c.reason().event()).isEqualTo("bad/failed");
  }

  @Test
  void aFailureBehindAPartialRefusalTakesAllRoutesBack() {
    Stage fails =
        stage(
            (m, r) -> {
              throw new IllegalArgumentException("boom");
            });
    Conclusion c =
        judge(
            Pipelines.of(
                Pipelines.limit(LimitOptions.NONE.withLengths(0, 24)),
                Pipelines.stage("bad", () -> fails)),
            Wire.announce("10.0.0.0/24", "10.0.1.0/25"));
    assertThat(Wire.withdrawn(c.replacement().get(0)))
        .containsExactlyInAnyOrder("10.0.0.0/24", "10.0.1.0/25");
  }

  @Test
  void aStageThatOnlyLooksOnHoldsNothingUpWhenItFails() {
    Stage fails =
        new Stage() {
          @Override
          public void judge(Message message, Ruling ruling) {
            throw new IllegalStateException("no paper");
          }

          @Override
          public boolean decides() {
            return false;
          }
        };
    Conclusion c =
        judge(Pipelines.of(Pipelines.stage("print", () -> fails)), Wire.announce("10.0.0.0/24"));
    assertThat(c.action()).isEqualTo(Action.PASS);
    assertThat(c.failure()).isNull();
  }

  @Test
  void withdrawalsAndEndOfRibAreNeverKeptBack() {
    Pipeline all = Pipelines.of(Pipelines.stage("no", () -> stage((m, r) -> refuse(r))));
    assertThat(judge(all, Wire.withdraw("10.0.0.0/24")).action()).isEqualTo(Action.PASS);
    assertThat(judge(all, Wire.withdraw()).action()).isEqualTo(Action.PASS);
    assertThat(judge(all, Wire.announce("10.0.0.0/24")).action()).isEqualTo(Action.REPLACE);
  }

  private static void refuse(Ruling ruling) {
    ruling.refuseAll("all", "", Map.of());
  }

  @Test
  void aMessageOfAnotherTypeIsDroppedWhenRefused() {
    byte[] refresh = Wire.refresh();
    Pipeline all = Pipelines.of(Pipelines.stage("no", () -> stage((m, r) -> refuse(r))));
    assertThat(judge(all, refresh).action()).isEqualTo(Action.DROP);
  }

  @Test
  void anUpdateWhoseAttributesOverrunIsTreatedAsWithdrawn() {
    byte[] broken = Wire.announce("10.0.0.0/24");
    broken[broken.length - 4 - 7 + 2] = 77;
    Conclusion c = judge(Pipelines.of(Pipelines.grep("update")), broken);
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.0.0/24");
    assertThat(c.reason().stage()).isEqualTo(PipelineRun.MALFORMED);
    assertThat(c.reason().rule()).isEqualTo("RFC 7606 4");
    assertThat(c.error()).isNotEmpty();
  }

  @Test
  void routesThatDoNotParseEndTheSession() {
    byte[] broken = Wire.announce("10.0.0.0/24");
    broken[broken.length - 4] = 33;
    Conclusion c = judge(Pipelines.of(Pipelines.grep("update")), broken);
    assertThat(c.action()).isEqualTo(Action.CLOSE);
    assertThat(Notification.code(c.replacement().get(0))).isEqualTo(3);
    assertThat(Notification.subcode(c.replacement().get(0))).isEqualTo(10);
  }

  @Test
  void twoStagesThatBothDecideOnOneMessageAreAFault() {
    Stage twice =
        stage(
            (m, r) -> {
              r.refuse(FIRST, "", "", Map.of());
              r.refuse(FIRST, "", "", Map.of());
            });
    Conclusion c =
        judge(Pipelines.of(Pipelines.stage("twice", () -> twice)), Wire.announce("10.0.0.0/24"));
    assertThat(c.failure()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theVersionOfAPolicyChangesWithEachOfItsWords() {
    Pipeline a = Pipelines.of(Pipelines.grep("ipv4"));
    assertThat(a.policyVersion()).isEqualTo(Pipelines.of(Pipelines.grep("ipv4")).policyVersion());
    assertThat(a.policyVersion())
        .isNotEqualTo(Pipelines.of(Pipelines.grep("ipv6")).policyVersion())
        .isNotEqualTo(Pipelines.of(Pipelines.silent(Pipelines.grep("ipv4"))).policyVersion())
        .isNotEqualTo(new Pipeline(a.stages(), Set.of("grep/x")).policyVersion());
  }
}
