package io.sluice.filters.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.filters.Conclusion;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.schemas.Action;
import org.junit.jupiter.api.Test;

class CheckStageTest {
  private static final byte[] SOUND = Wire.announce("10.0.0.0/8");

  private static Conclusion judge(CheckOptions options, byte[] message) {
    var pipeline = Pipelines.of(Pipelines.stage("check", () -> new CheckStage(options)));
    return new PipelineRun(pipeline).judge(Wire.message("s", 1, Direction.R, 1, message));
  }

  private static byte[] with(int code, int flags, byte... value) {
    return UpdateBuilder.from(Update.of(SOUND, DecodeContext.AS4))
        .set(code, flags, value)
        .build(4096)
        .get()
        .get(0);
  }

  /** ORIGIN is 0, 1 or 2. */
  private static byte[] badOrigin() {
    return with(AttributeCode.ORIGIN, AttributeCode.TRANSITIVE, (byte) 9);
  }

  /** ATOMIC_AGGREGATE is empty. */
  private static byte[] badAggregate() {
    return with(AttributeCode.ATOMIC_AGGREGATE, AttributeCode.TRANSITIVE, (byte) 1);
  }

  @Test
  void aSoundMessageKeepsItsOctets() {
    assertThat(judge(CheckOptions.RFC7606, SOUND).action()).isEqualTo(Action.PASS);
  }

  @Test
  void anAttributeThatDecidesNothingIsDiscarded() {
    Conclusion c = judge(CheckOptions.RFC7606, badAggregate());
    assertThat(c.action()).isEqualTo(Action.REPLACE);
    assertThat(c.replacement()).containsExactly(SOUND);
    assertThat(c.reason().event()).isEqualTo("check/attribute-discard");
    assertThat(c.reason().rule()).contains("7606");
  }

  @Test
  void routesWithAnAttributeThatDecidesBecomeWithdrawals() {
    Conclusion c = judge(CheckOptions.RFC7606, badOrigin());
    assertThat(c.replacement()).hasSize(1);
    assertThat(Wire.withdrawn(c.replacement().get(0))).containsExactly("10.0.0.0/8");
    assertThat(Wire.announced(c.replacement().get(0))).isEmpty();
    assertThat(c.reason().event()).isEqualTo("check/treat-as-withdraw");
  }

  @Test
  void aStrictCheckEndsTheSessionOnAnyError() {
    CheckOptions strict = new CheckOptions(true, false, PeerRules.ANY);
    Conclusion c = judge(strict, badAggregate());
    assertThat(c.action()).isEqualTo(Action.CLOSE);
    byte[] notification = c.replacement().get(0);
    assertThat(notification[18]).isEqualTo((byte) MessageType.NOTIFICATION.code());
    assertThat(notification[19]).as("UPDATE Message Error").isEqualTo((byte) 3);
  }

  @Test
  void aStrictCheckEndsTheSessionWhereNoStageCanSeeTheRoutes() {
    byte[] cut = SOUND.clone();
    cut[cut.length - 2] = 33;
    assertThat(judge(new CheckOptions(true, false, PeerRules.ANY), cut).action())
        .isEqualTo(Action.CLOSE);
  }

  @Test
  void aReportChangesNothing() {
    Conclusion c = judge(new CheckOptions(false, true, PeerRules.ANY), badOrigin());
    assertThat(c.action()).isEqualTo(Action.PASS);
    assertThat(c.reason().event()).isEqualTo("check/treat-as-withdraw");
  }

  @Test
  void localPreferenceFromAnotherAsIsDiscarded() {
    byte[] m =
        with(
            AttributeCode.LOCAL_PREF,
            AttributeCode.TRANSITIVE,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            (byte) 100);
    assertThat(judge(CheckOptions.RFC7606, m).action()).isEqualTo(Action.PASS);
    CheckOptions external = new CheckOptions(false, false, PeerRules.external(0));
    assertThat(judge(external, m).replacement()).containsExactly(SOUND);
  }
}
