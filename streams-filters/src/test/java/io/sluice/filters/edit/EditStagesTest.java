package io.sluice.filters.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.filters.Conclusion;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Stage;
import io.sluice.filters.StageSpec;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditStagesTest {
  private static final byte[] NEXT_HOP = {10, 0, 0, 1};
  private static final byte[] ONE = {0, 1, 0, 1};
  private static final byte[] TWO = {0, 1, 0, 2};
  private static final int COMMUNITIES = AttributeCode.COMMUNITIES;
  private static final int OPTIONAL_TRANSITIVE = 0xc0;

  private static Conclusion judge(byte[] message, Stage... stages) {
    StageSpec[] specs = new StageSpec[stages.length];
    for (int i = 0; i < stages.length; i++) {
      Stage stage = stages[i];
      specs[i] = Pipelines.stage("edit" + i, () -> stage);
    }
    return new PipelineRun(Pipelines.of(specs))
        .judge(Wire.message("s", 1, Direction.R, 1, message));
  }

  private static UpdateStage update(
      byte[] nextHop4, byte[] nextHop6, Set<Integer> drop, Map<Integer, byte[]> add) {
    return new UpdateStage(new UpdateOptions(nextHop4, nextHop6, drop, add, "as written"));
  }

  private static UpdateStage adding(byte[] communities) {
    return update(null, null, Set.of(), Map.of(COMMUNITIES, communities));
  }

  private static byte[] with(byte[] message, int code, byte... value) {
    return UpdateBuilder.from(Update.of(message, DecodeContext.AS4))
        .set(code, OPTIONAL_TRANSITIVE, value)
        .build(4096)
        .get()
        .get(0);
  }

  private static byte[] both(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] distinct(int octets) {
    byte[] communities = new byte[octets];
    for (int i = 0; i < octets; i += 4) {
      communities[i + 2] = (byte) (i >>> 8);
      communities[i + 3] = (byte) i;
    }
    return communities;
  }

  private static byte[] attribute(byte[] message, int code) {
    Update update = Update.of(message, DecodeContext.AS4);
    int i = update.find(code);
    return i < 0 ? null : update.copyValue(i);
  }

  @Test
  void aNextHopIsSetWhereverItStands() {
    UpdateStage stage = update(NEXT_HOP, null, Set.of(), Map.of());
    Conclusion c = judge(Wire.announce("10.0.0.0/8", "11.0.0.0/8"), stage);
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(c.reason().rule()).isEqualTo("as written");
    byte[] left = c.replacement().get(0);
    assertThat(attribute(left, AttributeCode.NEXT_HOP)).isEqualTo(NEXT_HOP);
    assertThat(Wire.announced(left)).containsExactly("10.0.0.0/8", "11.0.0.0/8");
    assertThat(judge(Wire.announce6(1), stage).action()).isEqualTo(Action.PASS);

    byte[] six = new byte[16];
    six[15] = 7;
    byte[] left6 =
        judge(Wire.announce6(1, 2), update(null, six, Set.of(), Map.of())).replacement().get(0);
    byte[] reach = attribute(left6, AttributeCode.MP_REACH_NLRI);
    assertThat(Arrays.copyOfRange(reach, 4, 20)).isEqualTo(six);
    assertThat(Wire.announced(left6)).isEqualTo(Wire.announced(Wire.announce6(1, 2)));
  }

  @Test
  void communitiesAreAddedOnce() {
    byte[] bare = Wire.announce("10.0.0.0/8");
    byte[] added = judge(bare, adding(ONE)).replacement().get(0);
    assertThat(added).isEqualTo(with(bare, COMMUNITIES, ONE));
    assertThat(judge(added, adding(ONE)).action()).isEqualTo(Action.PASS);
    byte[] more = judge(added, adding(both(TWO, ONE))).replacement().get(0);
    assertThat(attribute(more, COMMUNITIES)).isEqualTo(both(ONE, TWO));
  }

  @Test
  void communitiesAreRemovedBeforeOthersAreAdded() {
    byte[] bare = Wire.announce("10.0.0.0/8");
    byte[] one = with(bare, COMMUNITIES, ONE);
    Stage drop = update(null, null, Set.of(COMMUNITIES), Map.of());
    assertThat(judge(one, drop).replacement()).containsExactly(bare);
    assertThat(judge(bare, drop).action()).isEqualTo(Action.PASS);
    Stage other = update(null, null, Set.of(COMMUNITIES), Map.of(COMMUNITIES, TWO));
    assertThat(judge(one, other).replacement()).containsExactly(with(bare, COMMUNITIES, TWO));
  }

  @Test
  void whatAnnouncesNothingOrIsMalformedStaysAsItIs() {
    assertThat(judge(Wire.withdraw("10.0.0.0/8"), adding(ONE)).action()).isEqualTo(Action.PASS);
    assertThat(judge(Header.keepalive(), adding(ONE)).action()).isEqualTo(Action.PASS);
    byte[] odd = with(Wire.announce("10.0.0.0/8"), COMMUNITIES, new byte[] {1, 2, 3});
    assertThat(judge(odd, adding(ONE)).action()).isEqualTo(Action.PASS);
  }

  @Test
  void anUpdateThatGetsTooLongIsSplitAndOneThatCannotBeIsRefused() {
    String[] prefixes = new String[900];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = "10." + i / 200 + "." + i % 200 + ".0/24";
    }
    byte[] full = Wire.announce(prefixes);
    List<byte[]> parts = judge(full, adding(distinct(800))).replacement();
    assertThat(parts).hasSize(2);
    assertThat(parts.stream().flatMap(part -> Wire.announced(part).stream()))
        .containsExactly(prefixes);

    Conclusion c = judge(Wire.announce("10.0.0.0/8"), adding(distinct(4080)));
    assertThat(c.reason().event()).endsWith("/too-long");
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.0.0/8");
  }

  @Test
  void tagsAreRemovedAndAdded() {
    byte[] message = Wire.announce("10.0.0.0/8");
    Stage first = new TagStage(List.of(), Map.of("A", "1", "B", "2"), null);
    assertThat(judge(message, first).tags()).isEqualTo(Map.of("A", "1", "B", "2"));
    Stage some = new TagStage(List.of("X", "A"), Map.of("B", "3"), null);
    assertThat(judge(message, first, some).tags()).isEqualTo(Map.of("B", "3"));
    Stage all = new TagStage(List.of("*"), Map.of("C", "4"), null);
    Conclusion c = judge(message, first, all);
    assertThat(c.tags()).isEqualTo(Map.of("C", "4"));
    assertThat(c.action()).isEqualTo(Action.PASS);
  }
}
