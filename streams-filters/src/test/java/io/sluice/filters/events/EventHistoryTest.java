package io.sluice.filters.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Open;
import io.sluice.filters.Pipeline;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.StageSpec;
import io.sluice.filters.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
  private static final byte[] EOR4 = Wire.withdraw();

  /** RFC 4724 section 2: MP_UNREACH_NLRI with IPv6 unicast and nothing else. */
  private static final byte[] EOR6 = eor6();

  private final List<String> told = new ArrayList<>();
  private final EventHistory history =
      new EventHistory((message, event) -> told.add(message.direction() + " " + event));
  private final PipelineRun run =
      new PipelineRun(
          new Pipeline(
              List.of(
                  looking(Direction.R),
                  Pipelines.grep("prefix ~ 10.0.0.0/8"),
                  looking(Direction.L)),
              Set.of(),
              history::raised));
  private long sequence;

  private StageSpec looking(Direction direction) {
    return new StageSpec("events", "", EnumSet.of(direction), false, () -> new EventStage(history));
  }

  private static byte[] eor6() {
    byte[] m = new byte[30];
    java.util.Arrays.fill(m, 0, 16, (byte) 0xff);
    byte[] rest = {0, 30, 2, 0, 0, 0, 7, (byte) 0x90, 15, 0, 3, 0, 2, 1};
    System.arraycopy(rest, 0, m, 16, rest.length);
    return m;
  }

  private static byte[] open(AddressFamily... families) {
    List<Open.Capability> capabilities = new ArrayList<>();
    for (AddressFamily family : families) {
      capabilities.add(Open.multiprotocol(family));
    }
    return Open.encode(64500, 90, 1, capabilities);
  }

  private void pass(Direction direction, byte[] message) {
    pass(direction, 1, message);
  }

  private void pass(Direction direction, long epoch, byte[] message) {
    run.judge(Wire.message("s", epoch, direction, ++sequence, message));
  }

  @Test
  void a_session_tells_its_events_by_its_messages() {
    pass(Direction.R, open(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST));
    pass(Direction.L, open(AddressFamily.IPV6_UNICAST, AddressFamily.IPV4_UNICAST));
    pass(Direction.R, Wire.keepalive());
    pass(Direction.L, Wire.keepalive());
    assertThat(told).containsExactly("R OPEN", "L OPEN", "R ALIVE", "L ALIVE", "L ESTABLISHED");
    told.clear();
    pass(Direction.R, Wire.announce("10.1.0.0/16"));
    pass(Direction.R, EOR4);
    pass(Direction.L, EOR6);
    pass(Direction.R, EOR6);
    assertThat(told).startsWith("R UPDATE", "R EOR_AF").endsWith("R EOR_AF", "R EOR");
    assertThat(told).filteredOn(event -> event.endsWith("EOR")).hasSize(1);
  }

  @Test
  void a_family_that_one_end_lacks_needs_no_end() {
    pass(Direction.R, open(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST));
    pass(Direction.L, open(AddressFamily.IPV4_UNICAST));
    pass(Direction.R, EOR4);
    assertThat(told).endsWith("R EOR_AF", "R EOR");
  }

  @Test
  void routes_that_cannot_be_seen_are_told() {
    byte[] bad = Wire.announce("10.1.0.0/16");
    bad[bad.length - 3] = 77;
    pass(Direction.R, bad);
    assertThat(told).contains("R PARSE");
  }

  @Test
  void what_was_seen_counts_until_the_session_comes_up_anew() {
    Set<String> open = Set.of("OPEN");
    pass(Direction.R, open(AddressFamily.IPV4_UNICAST));
    var first = Wire.message("s", 1, Direction.R, 9, Wire.keepalive());
    assertThat(history.hasSeen(first, open)).isTrue();
    assertThat(history.hasSeen(first, Set.of("EOR"))).isFalse();
    assertThat(history.mayHaveSeen(first, Set.of("EOR"))).isFalse();
    pass(Direction.R, 2, open(AddressFamily.IPV4_UNICAST));
    assertThat(history.hasSeen(Wire.message("s", 2, Direction.R, 1, EOR4), Set.of("EOR")))
        .isFalse();
  }

  @Test
  void in_the_middle_of_a_session_all_may_have_happened_already() {
    var update = Wire.message("s", 1, Direction.R, 77, Wire.announce("10.1.0.0/16"));
    assertThat(history.mayHaveSeen(update, Set.of("ESTABLISHED"))).isTrue();
    assertThat(history.hasSeen(update, Set.of("ESTABLISHED"))).isFalse();
  }
}
