package io.sluice.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.RandomUpdates;
import io.sluice.bgp.Update;
import io.sluice.bgp.Updates;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NewPeerPropertyTest {
  @Property(tries = 1000)
  void whatAnOldPeerWasToldComesBackAsItWas(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    Update u = Update.of(random.next(10), random.context());
    if (!u.context().as4() || hasConfederation(u)) {
      return;
    }
    Update old = Update.of(OldPeer.rewrite(u, 65535).get().get(0), OldPeer.context(u.context()));
    UpdateBuilder builder = UpdateBuilder.from(old);
    assertThat(NewPeer.rewrite(old, builder)).isNull();
    Update back = Update.of(builder.build(65535).get().get(0), u.context());
    assertThat(value(back, AttributeCode.AS_PATH)).isEqualTo(value(u, AttributeCode.AS_PATH));
    assertThat(value(back, AttributeCode.AGGREGATOR)).isEqualTo(value(u, AttributeCode.AGGREGATOR));
    assertThat(back.has(AttributeCode.AS4_PATH)).isFalse();
    assertThat(back.has(AttributeCode.AS4_AGGREGATOR)).isFalse();
  }

  @Example
  void hopsAddedByAnOldPeerStandBeforeTheSecondPath() {
    Update wide = rewritten("400208 0203 0001 0002 5ba0" + "c01106 0201 00010000");
    assertThat(value(wide, AttributeCode.AS_PATH))
        .isEqualTo("020200000001000000020201" + "00010000");
  }

  @Example
  void aSecondPathIsNoneWhereAnOldPeerAggregatedSince() {
    Update wide =
        rewritten(
            "400204 0201 5ba0"
                + "c00706 0007 c0000201"
                + "c01106 0201 00010000"
                + "c01208 00010001 c0000201");
    assertThat(value(wide, AttributeCode.AS_PATH)).isEqualTo("020100005ba0");
    assertThat(value(wide, AttributeCode.AGGREGATOR)).isEqualTo("00000007c0000201");
  }

  @Example
  void aMalformedPathIsAnError() {
    Update bad = Update.of(Updates.update("", "400203 0201 00", "08 0a"), DecodeContext.AS2);
    assertThat(NewPeer.rewrite(bad, UpdateBuilder.from(bad))).isNotNull();
  }

  private static Update rewritten(String attributes) {
    Update old = Update.of(Updates.update("", attributes, "08 0a"), DecodeContext.AS2);
    UpdateBuilder builder = UpdateBuilder.from(old);
    assertThat(NewPeer.rewrite(old, builder)).isNull();
    List<byte[]> built = builder.build(4096).get();
    return Update.of(built.get(0), DecodeContext.AS4);
  }

  private static String value(Update u, int code) {
    int i = u.find(code);
    return i < 0 ? null : Updates.hex(u.copyValue(i));
  }

  private static boolean hasConfederation(Update u) {
    int i = u.find(AttributeCode.AS_PATH);
    byte[] path = i < 0 ? new byte[0] : u.copyValue(i);
    for (int at = 0; at < path.length; at += 2 + 4 * (path[at + 1] & 0xff)) {
      if (path[at] > 2) {
        return true;
      }
    }
    return false;
  }
}
