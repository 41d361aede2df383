package io.sluice.filters.grep;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Update;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.filters.Conclusion;
import io.sluice.filters.Pipeline;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.StageSpec;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrepStageTest {
  private static Conclusion judge(StageSpec stage, byte[] message) {
    return judge(Pipelines.of(stage), message);
  }

  private static Conclusion judge(Pipeline pipeline, byte[] message) {
    return new PipelineRun(pipeline).judge(Wire.message("s", 1, Direction.R, 1, message));
  }

  private static StageSpec with(String filter, GrepOptions options) {
    return Pipelines.stage("grep", () -> new GrepStage(Filter.compile(filter), options));
  }

  @Test
  void grepKeepsOnlyTheRoutesThatTheFilterMeans() {
    Conclusion c =
        judge(
            Pipelines.grep("prefix ~ 10.0.0.0/16"),
            Wire.announce("10.0.1.0/24", "10.9.0.0/24", "10.0.2.0/24"));
    assertThat(Wire.announced(c.replacement().get(0)))
        .containsExactly("10.0.1.0/24", "10.0.2.0/24");
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.9.0.0/24");
    assertThat(c.reason().rule()).isEqualTo("prefix ~ 10.0.0.0/16");
    assertThat(c.reason().data()).containsEntry("prefix", "10.9.0.0/24");
  }

  @Test
  void dropRemovesOnlyTheRoutesThatTheFilterMeans() {
    Conclusion c =
        judge(Pipelines.drop("prefix ~ 10.0.0.0/16"), Wire.announce("10.0.1.0/24", "10.9.0.0/24"));
    assertThat(Wire.announced(c.replacement().get(0))).containsExactly("10.9.0.0/24");
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.1.0/24");
  }

  @Test
  void aFilterThatDoesNotAskForPrefixesJudgesTheWholeMessage() {
    byte[] two = Wire.update(Wire.NONE, 65010, List.of("10.0.1.0/24", "10.0.2.0/24"));
    assertThat(judge(Pipelines.drop("as_origin == 65010"), two).action()).isEqualTo(Action.REPLACE);
    assertThat(judge(Pipelines.grep("as_origin == 65010"), two).action()).isEqualTo(Action.PASS);
  }

  @Test
  void routesOfTwoFamiliesInOneMessageAreJudgedEachByItsOwn() {
    byte[] mixed =
        new UpdateBuilder(DecodeContext.AS4)
            .set(AttributeCode.ORIGIN, AttributeCode.TRANSITIVE, new byte[1])
            .build(4096)
            .get()
            .get(0);
    UpdateBuilder builder = UpdateBuilder.from(Update.of(mixed, DecodeContext.AS4));
    builder.nlri().u8(8).u8(10);
    builder.reach(AddressFamily.IPV6_UNICAST, new byte[16]).u8(16).u16(0x2001);
    mixed = builder.build(4096).get().get(0);
    Conclusion c = judge(Pipelines.grep("ipv6"), mixed);
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.0.0/8");
    assertThat(judge(Pipelines.grep("ipv4 || ipv6"), mixed).action()).isEqualTo(Action.PASS);
  }

  @Test
  void routesThatAreNoPrefixesDoNotSlipThroughAFilterOnPrefixes() {
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.reach(new AddressFamily(25, 70), new byte[4]).u8(11).u8(2).u16(0x0102);
    byte[] evpn = builder.build(4096).get().get(0);
    Conclusion c = judge(Pipelines.grep("prefix ~ 10.0.0.0/8"), evpn);
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(c.reason().data()).containsEntry("family", "L2VPN/EVPNS");
    assertThat(judge(Pipelines.drop("prefix ~ 10.0.0.0/8"), evpn).action()).isEqualTo(Action.PASS);
  }

  @Test
  void theOtherMessagesOfALiveSessionPassAFilterAboutRoutes() {
    StageSpec ipv6 = Pipelines.grep("ipv6");
    assertThat(judge(ipv6, Wire.refresh()).action()).isEqualTo(Action.PASS);
    assertThat(judge(ipv6, Wire.withdraw()).action()).isEqualTo(Action.PASS);
    assertThat(judge(ipv6, Wire.withdraw("10.0.0.0/8")).action()).isEqualTo(Action.PASS);
    assertThat(judge(ipv6, Wire.announce("10.0.0.0/8")).action()).isEqualTo(Action.REPLACE);
    assertThat(judge(ipv6, Wire.announce6(1)).action()).isEqualTo(Action.PASS);
  }

  @Test
  void anotherTypeIsDroppedOnlyWhenTheFilterDecidesOnIt() {
    assertThat(judge(Pipelines.drop("type == refresh"), Wire.refresh()).action())
        .isEqualTo(Action.DROP);
    assertThat(judge(Pipelines.grep("update"), Wire.refresh()).action()).isEqualTo(Action.DROP);
  }

  @Test
  void withdrawalsInAMessageWhoseRoutesAreRefusedGoOn() {
    byte[] both = Wire.update(List.of("10.1.0.0/24"), 65010, List.of("10.2.0.0/24"));
    Conclusion c = judge(Pipelines.drop("as_origin == 65010"), both);
    assertThat(Wire.withdrawn(c.replacement().get(0)))
        .containsExactlyInAnyOrder("10.1.0.0/24", "10.2.0.0/24");
  }

  @Test
  void keepOnlyRaisesItsEvents() {
    StageSpec stage =
        with("as_origin == 64501", new GrepOptions(false, true, "hit", "miss", false, false));
    Conclusion hit = judge(stage, Wire.announce("10.0.0.0/8"));
    assertThat(hit.action()).isEqualTo(Action.PASS);
    assertThat(hit.reason().event()).isEqualTo("grep/hit");
    Conclusion miss = judge(stage, Wire.update(Wire.NONE, 9, List.of("10.0.0.0/8")));
    assertThat(miss.action()).isEqualTo(Action.PASS);
    assertThat(miss.reason().event()).isEqualTo("grep/miss");
  }

  @Test
  void theEventOfARefusalCanEndTheSession() {
    StageSpec stage =
        with("prefix ~ 10.0.0.0/8", new GrepOptions(true, false, "bogon", "", false, false));
    Pipeline pipeline = new Pipeline(List.of(stage), Set.of("grep/bogon"));
    assertThat(judge(pipeline, Wire.announce("10.0.0.0/24")).action()).isEqualTo(Action.CLOSE);
    assertThat(judge(pipeline, Wire.announce("172.16.0.0/24")).action()).isEqualTo(Action.PASS);
  }

  @Test
  void killMatchEndsTheSession() {
    StageSpec stage =
        with("prefix ~ 10.0.0.0/8", new GrepOptions(false, true, "", "", true, false));
    assertThat(judge(stage, Wire.announce("10.0.0.0/24")).action()).isEqualTo(Action.CLOSE);
    assertThat(judge(stage, Wire.announce("172.16.0.0/24")).action()).isEqualTo(Action.PASS);
    StageSpec fail = with("ipv4", new GrepOptions(false, true, "", "", false, true));
    assertThat(judge(fail, Wire.announce6(1)).action()).isEqualTo(Action.CLOSE);
    assertThat(judge(fail, Wire.refresh()).action()).isEqualTo(Action.PASS);
  }
}
