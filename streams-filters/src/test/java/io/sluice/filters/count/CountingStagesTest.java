package io.sluice.filters.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.bgp.filter.Filter;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountingStagesTest {
  private final AtomicInteger told = new AtomicInteger();

  private static Action judged(PipelineRun run, Direction direction, byte[] message) {
    return run.judge(Wire.message("s", 1, direction, 1, message)).action();
  }

  @Test
  void head_lets_so_many_pass_tells_of_the_last_once_and_drops_the_rest_without_withdrawals() {
    AtomicLong seen = new AtomicLong();
    PipelineRun run =
        new PipelineRun(
            Pipelines.of(
                Pipelines.stage("head", () -> new HeadStage(3, seen, told::incrementAndGet))));
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      assertThat(told.get()).isEqualTo(i < 3 ? 0 : 1);
      Direction direction = i % 2 == 0 ? Direction.R : Direction.L;
      actions.add(judged(run, direction, Wire.announce("192.0.2.0/24")));
    }
    assertThat(actions)
        .containsExactly(Action.PASS, Action.PASS, Action.PASS, Action.DROP, Action.DROP);
    assertThat(told).hasValue(1);
  }

  @Test
  void a_keepalive_counts_too_and_may_be_the_last() {
    AtomicLong seen = new AtomicLong();
    PipelineRun run =
        new PipelineRun(
            Pipelines.of(
                Pipelines.stage("head", () -> new HeadStage(2, seen, told::incrementAndGet))));
    judged(run, Direction.R, Wire.announce("192.0.2.0/24"));
    run.watch(Wire.message("s", 1, Direction.R, 2, Wire.keepalive()));
    assertThat(told).hasValue(1);
  }

  @Test
  void all_is_counted_by_direction_and_type_and_what_matches_by_rule() {
    MessageCounts counts = new MessageCounts("@My counters!", List.of("ipv4", "Six: ", "none"));
    PipelineRun run =
        new PipelineRun(
            Pipelines.of(
                Pipelines.stage(
                    "metrics",
                    () ->
                        new CountStage(
                            counts,
                            Map.of(
                                "ipv4", Filter.compile("ipv4", Filter.Mode.STANDARD),
                                "Six: ", Filter.compile("ipv6", Filter.Mode.STANDARD),
                                "none", Filter.compile("med == 1", Filter.Mode.STANDARD))))));
    assertThat(judged(run, Direction.R, Wire.announce("192.0.2.0/24"))).isEqualTo(Action.PASS);
    judged(run, Direction.L, Wire.withdraw("192.0.2.0/24"));
    judged(run, Direction.R, Wire.announce6(1));
    judged(run, Direction.L, Wire.refresh());
    run.watch(Wire.message("s", 1, Direction.L, 2, Wire.keepalive()));
    assertThat(counts.total()).isEqualTo(5);
    assertThat(counts.rules()).isEqualTo(Map.of("ipv4", 2L, "six", 1L, "none", 0L));
    assertThat(counts.text().lines().toList())
        .isSorted()
        .hasSize(16)
        .contains(
            "bgpipe_my_counters_match{filter=\"ipv4\"} 2",
            "bgpipe_my_counters_match{filter=\"six\"} 1",
            "bgpipe_my_counters_match{filter=\"none\"} 0",
            "bgpipe_my_counters_messages_total 5",
            "bgpipe_my_counters_messages_total{dir=\"right\",type=\"update\"} 2",
            "bgpipe_my_counters_messages_total{dir=\"left\",type=\"update\"} 1",
            "bgpipe_my_counters_messages_total{dir=\"left\",type=\"refresh\"} 1",
            "bgpipe_my_counters_messages_total{dir=\"left\",type=\"keepalive\"} 1",
            "bgpipe_my_counters_messages_total{dir=\"right\",type=\"invalid\"} 0");
  }
}
