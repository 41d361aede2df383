package io.sluice.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Decoded;
import io.sluice.bgp.RandomUpdates;
import io.sluice.bgp.Routes;
import io.sluice.bgp.Update;
import io.sluice.bgp.Updates;
import io.sluice.bgp.exa.ExaReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OldPeerPropertyTest {
  @Property(tries = 1000)
  void anOldPeerReadsTheSamePathAndRoutes(@ForAll long seed) {
    RandomUpdates random = new RandomUpdates(seed);
    Update u = Update.of(random.next(10), random.context());
    List<byte[]> built = OldPeer.rewrite(u, 65535).get();
    assertThat(built).hasSize(1);
    Update old = Update.of(built.get(0), OldPeer.context(u.context()));
    assertThat(numbers(old)).isEqualTo(numbers(u));
    assertThat(Routes.announced(old)).isEqualTo(Routes.announced(u));
    assertThat(Routes.withdrawn(old)).isEqualTo(Routes.withdrawn(u));
  }

  @Example
  void numbersOfTwoOctetsNeedNoSecondPath() {
    Update old =
        rewritten("400206 0201 0000fde9" + "c00708 0000fde9 c0000201" + "c01106 0201 00010000");
    assertThat(old.has(AttributeCode.AS4_PATH)).isFalse();
    assertThat(old.has(AttributeCode.AS4_AGGREGATOR)).isFalse();
    assertThat(hex(old, AttributeCode.AS_PATH)).isEqualTo("0201fde9");
    assertThat(hex(old, AttributeCode.AGGREGATOR)).isEqualTo("fde9c0000201");
  }

  @Example
  void confederationsStayOutOfTheSecondPath() {
    Update old = rewritten("40020c 0301 00010000 0201 00020000" + "c00708 00010001 c0000201");
    assertThat(hex(old, AttributeCode.AS_PATH)).isEqualTo("03015ba002015ba0");
    assertThat(hex(old, AttributeCode.AS4_PATH)).isEqualTo("020100020000");
    assertThat(hex(old, AttributeCode.AGGREGATOR)).isEqualTo("5ba0c0000201");
    assertThat(hex(old, AttributeCode.AS4_AGGREGATOR)).isEqualTo("00010001c0000201");
  }

  @Example
  void aCommandForAnOldPeerMakesTheSecondPathAsWell() {
    String command = "announce route 10.0.0.0/8 next-hop 192.0.2.1 as-path [ 7 70000 ]";
    Update old = Update.of(new ExaReader(DecodeContext.AS2).read(command), DecodeContext.AS2);
    assertThat(numbers(old)).containsExactly(7L, 70000L);
    assertThat(hex(old, AttributeCode.AS_PATH)).isEqualTo("020200075ba0");
  }

  @Example
  void aMalformedPathIsAnErrorAndNoMessage() {
    byte[] bad = Updates.update("", "400203 0201 00", "08 0a");
    Decoded<List<byte[]>> built = OldPeer.rewrite(Update.of(bad, DecodeContext.AS4), 4096);
    assertThat(built.ok()).isFalse();
  }

  private static Update rewritten(String attributes) {
    byte[] message = Updates.update("", attributes, "08 0a");
    byte[] old = OldPeer.rewrite(Update.of(message, DecodeContext.AS4), 4096).get().get(0);
    return Update.of(old, DecodeContext.AS2);
  }

  private static String hex(Update u, int code) {
    return Updates.hex(u.copyValue(u.find(code)));
  }

  private static List<Long> numbers(Update u) {
    AsPath path = new AsPath().read(u);
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      numbers.add(path.asn(i));
    }
    return numbers;
  }
}
